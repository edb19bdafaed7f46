package io.weft.benchmarks;

/**
 * What to run.
 *
 * @param backend keyed state is kept in, heap or rocksdb
 * @param checkpointMs between checkpoints, incremental ones if the backend can; 0 for none
 * @param handWritten the same work as one hand-written loop, without the engine
 */
record Options(
        String workload,
        long records,
        long warmup,
        int parallelism,
        String backend,
        long checkpointMs,
        long seed,
        boolean handWritten) {

    private static final String USAGE =
            "usage: benchmarks/run --workload forward-map|shuffle|keyed-sum|wordcount|valuestate --records N"
                    + " [--warmup N] [--parallelism P] [--backend heap|rocksdb] [--checkpoint-ms M] [--seed S] [--plain]";

    static Options parse(String[] args) {
        String workload = null;
        long records = 1_000_000;
        long warmup = 0;
        int parallelism = 1;
        String backend = "heap";
        long checkpointMs = 0;
        long seed = 42;
        boolean handWritten = false;
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--workload" -> workload = value(args, ++i);
                case "--records" -> records = number(args, ++i);
                case "--warmup" -> warmup = number(args, ++i);
                case "--parallelism" -> parallelism = (int) number(args, ++i);
                case "--backend" -> backend = value(args, ++i);
                case "--checkpoint-ms" -> checkpointMs = number(args, ++i);
                case "--seed" -> seed = number(args, ++i);
                case "--plain" -> handWritten = true;
                default -> throw new IllegalArgumentException("Unknown argument " + args[i] + "\n" + USAGE);
            }
        }
        if (workload == null) {
            throw new IllegalArgumentException("--workload is needed\n" + USAGE);
        }
        long unit = 4L * parallelism;
        return new Options(
                workload,
                records - records % unit,
                warmup - warmup % unit,
                parallelism,
                backend,
                checkpointMs,
                seed,
                handWritten);
    }

    private static long number(String[] args, int i) {
        return Long.parseLong(value(args, i).replace("_", ""));
    }

    private static String value(String[] args, int i) {
        if (i == args.length) {
            throw new IllegalArgumentException(args[i - 1] + " needs a value\n" + USAGE);
        }
        return args[i];
    }
}

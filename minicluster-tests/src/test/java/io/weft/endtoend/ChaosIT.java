package io.weft.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.minicluster.ContainerProcess;
import io.weft.minicluster.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * TaskManagers are killed at the moments that hurt most, over and over: the output is that of an undisturbed run, and nothing is left. The
 * moments and the victims follow from a seed, which is printed; -Dchaos.seed=N takes it again.
 */
@Tag("chaos")
class ChaosIT extends EndToEnd {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int RECORDS = 60_000;

    /** Kills at these moments, in an order that the seed says. */
    private static final List<Moment> MOMENTS = List.of(
            Moment.CHECKPOINT,
            Moment.CHECKPOINT,
            Moment.CHECKPOINT,
            Moment.COMMIT,
            Moment.COMMIT,
            Moment.COMMIT,
            Moment.ANY,
            Moment.RECOVERY,
            Moment.RECOVERY,
            Moment.TWO_AT_ONCE);

    private enum Moment {
        ANY,
        /** While tasks write. */
        CHECKPOINT,
        /** As soon as the checkpoint is complete, so that sinks commit. */
        COMMIT,
        /** Once more, while the job starts again. */
        RECOVERY,
        TWO_AT_ONCE
    }

    private Random random;
    private int kills;

    /** Unaligned checkpoints are made while records wait: they come a little faster than they are booked. */
    @ParameterizedTest
    @CsvSource({
        "hashmap, false, 1000, 0",
        "hashmap, true, 1300, 1500",
        "rocksdb, false, 1000, 0",
        "rocksdb, true, 1300, 1500"
    })
    void everyRecordCountsOnceWhateverIsKilledWhen(
            String backend, boolean unaligned, String recordsPerSecond, String microsEach) throws Exception {
        long seed = Long.getLong("chaos.seed", new Random().nextLong(1_000_000));
        random = new Random(seed);
        String what = backend + (unaligned ? " unaligned" : " aligned");
        report(what + ": seed " + seed);
        Instant begin = Patience.now();
        String output = folder + "-" + backend + "-" + unaligned;
        String checkpoints = output + "-checkpoints";
        Outcome outcome;
        try (RunningCommand job = startSubmit(
                "Ledger",
                "-p",
                "2",
                "-D",
                "taskmanager.numberOfTaskSlots=1",
                "-D",
                "execution.checkpointing.dir=" + checkpoints,
                "-D",
                "execution.checkpointing.interval=300 ms",
                "-D",
                "execution.checkpointing.tolerable-failed-checkpoints=1000",
                "-D",
                "execution.checkpointing.unaligned.enabled=" + unaligned,
                "-D",
                "execution.checkpointing.incremental=true",
                "-D",
                "state.backend.type=" + backend,
                "-D",
                "restart-strategy.type=fixed-delay",
                "-D",
                "restart-strategy.fixed-delay.attempts=1000",
                "-D",
                "restart-strategy.fixed-delay.delay=100 ms",
                "--",
                String.valueOf(RECORDS),
                recordsPerSecond,
                microsEach,
                "hdfs://" + output)) {
            CheckpointWatch watch = new CheckpointWatch(hadoop, checkpoints, job);
            List<Moment> moments = new ArrayList<>(MOMENTS);
            Collections.shuffle(moments, random);
            long complete = 0;
            for (Moment moment : moments) {
                complete = watch.awaitCompletedAfter(complete);
                Patience.until(
                        "two TaskManagers", PATIENCE, () -> taskManagers().size() == 2);
                killAt(moment, watch);
            }
            job.requireRunning();
            outcome = job.await(PATIENCE);
        }
        assertThat(outcome.exitCode()).describedAs(outcome.printed()).isZero();
        report(what + ": " + kills + " kills in "
                + Duration.between(begin, Patience.now()).toSeconds() + " s, " + lastLine(outcome));
        Bookings.requireComplete(hadoop.linesBelow(output), RECORDS);
        assertThat(hadoop.everythingBelow(output)).noneMatch(path -> path.contains("/."));
        assertThat(hadoop.everythingBelow(checkpoints)).isEmpty();
    }

    private void killAt(Moment moment, CheckpointWatch watch) throws Exception {
        switch (moment) {
            case ANY -> Patience.pause(Duration.ofMillis(random.nextInt(1_500)));
            case CHECKPOINT, RECOVERY -> watch.awaitBegun();
            case COMMIT -> {
                watch.awaitCompletedAfter(watch.latest());
                Patience.pause(Duration.ofMillis(random.nextInt(20)));
            }
            case TWO_AT_ONCE -> {}
        }
        List<ContainerProcess> running = new ArrayList<>(taskManagers());
        Collections.shuffle(running, random);
        kill(running.get(0));
        if (moment == Moment.TWO_AT_ONCE) {
            running.remove(0);
            running.forEach(this::kill);
        }
        if (moment == Moment.RECOVERY) {
            Patience.pause(Duration.ofMillis(random.nextInt(4_000)));
            List<ContainerProcess> recovering = taskManagers();
            kill(recovering.get(random.nextInt(recovering.size())));
        }
        report("  " + moment);
    }

    private void kill(ContainerProcess victim) {
        if (victim.process().isAlive()) {
            victim.kill();
            kills++;
        }
    }

    private static String lastLine(Outcome outcome) {
        List<String> progress =
                outcome.err().lines().filter(line -> line.contains("restarted")).toList();
        return progress.isEmpty() ? "never restarted" : progress.get(progress.size() - 1);
    }

    /** For whoever looks on, and to find a failure again. */
    private static void report(String text) {
        System.out.println("[chaos] " + text);
    }
}

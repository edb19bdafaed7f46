package io.weft.endtoend;

import io.weft.minicluster.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Looks on, closely enough to act in the middle of it, while a job makes its checkpoints in HDFS. */
final class CheckpointWatch {
    private static final String METADATA = "/_metadata";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final HadoopClient hadoop;
    private final String directory;
    private final RunningCommand job;

    /**
     * @param directory below which the job's checkpoints lie
     * @param job whose end ends all waiting
     */
    CheckpointWatch(HadoopClient hadoop, String directory, RunningCommand job) {
        this.hadoop = hadoop;
        this.directory = directory;
        this.job = job;
    }

    /** The highest id of a complete checkpoint; 0 if there is none. */
    long latest() throws IOException {
        return highest(hadoop.filesBelow(directory), METADATA);
    }

    /** Waits for a checkpoint that is complete and later than this, and returns its id. */
    long awaitCompletedAfter(long id) throws IOException {
        Patience.closely("a complete checkpoint after " + id + " below " + directory, PATIENCE, () -> {
            job.requireRunning();
            return latest() > id;
        });
        return latest();
    }

    /** Waits until tasks write for a checkpoint that is not complete. */
    void awaitBegun() {
        Patience.closely("a checkpoint to be written below " + directory, PATIENCE, () -> {
            job.requireRunning();
            List<String> files = hadoop.filesBelow(directory);
            return highest(files, "") > highest(files, METADATA);
        });
    }

    private static long highest(List<String> files, String end) {
        return files.stream()
                .filter(file -> file.endsWith(end) && file.contains("/chk-"))
                .map(file -> file.substring(file.lastIndexOf("/chk-") + "/chk-".length()))
                .mapToLong(rest -> Long.parseLong(rest.substring(0, rest.indexOf('/'))))
                .max()
                .orElse(0);
    }
}

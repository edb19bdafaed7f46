package io.weft.jobmanager.checkpoint;

import io.weft.api.execution.JobID;
import io.weft.jobmanager.port.Effect;
import io.weft.jobmanager.step.Step;
import io.weft.jobmanager.step.Timers;
import io.weft.model.checkpoint.CheckpointOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Files of checkpoints that nobody needs. The directory of one that was given up is deleted when tasks have had time to hear of it, and
 * once more when a later one is complete: by then they all have turned to that one. What comes even later is swept at the job's end, but
 * that of a savepoint, which lies elsewhere, is deleted at once too, and at the latest when the job ends.
 */
final class AbandonedFiles {

    private static final long TIME_TO_HEAR_MS = 10_000;

    private final JobID job;
    private final Step step;
    private final List<Aborted> aborted = new ArrayList<>();

    private record Aborted(String directory, Timers.Timer timer) {}

    AbandonedFiles(JobID job, Step step) {
        this.job = job;
        this.step = step;
    }

    void onAborted(CheckpointOrder order) {
        if (order.kind().isSavepoint()) {
            onSavepointAborted(order.directory());
        } else {
            deleteLater(order.directory());
        }
    }

    /** That of a savepoint lies where people look. */
    void onSavepointAborted(String directory) {
        delete(List.of(directory));
        deleteLater(directory);
    }

    private void deleteLater(String directory) {
        aborted.add(new Aborted(directory, step.after(TIME_TO_HEAR_MS, () -> delete(List.of(directory)))));
    }

    /** Deletes now what would be deleted later. */
    void deleteAll() {
        delete(aborted.stream().map(Aborted::directory).toList());
        aborted.forEach(checkpoint -> checkpoint.timer().cancel());
        aborted.clear();
    }

    void delete(List<String> paths) {
        if (!paths.isEmpty()) {
            step.effect(new Effect.DeleteFiles(job, paths));
        }
    }
}

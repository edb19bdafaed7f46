package io.weft.runtime.taskmanager;

import io.weft.api.execution.JobID;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.checkpoint.EnumeratorSnapshot;
import io.weft.model.checkpoint.TaskSnapshot;
import io.weft.state.snapshot.CheckpointFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One checkpoint of a job, as far as this TaskManager takes part in it. Owned by the control thread. */
final class Participation {

    private final JobID job;
    private final long checkpoint;
    private final List<Waiting> waiting = new ArrayList<>();
    private final Map<ExecutionAttemptId, TaskSnapshot> tasks = new LinkedHashMap<>();
    private final List<EnumeratorSnapshot> enumerators = new ArrayList<>();
    private CheckpointFile file;
    private int enumeratorsExpected;
    private boolean closing;

    /** What was made before it was known where to write it. */
    record Waiting(Consumer<CheckpointFile> write, Runnable drop) {}

    Participation(JobID job, long checkpoint) {
        this.job = job;
        this.checkpoint = checkpoint;
    }

    JobID job() {
        return job;
    }

    long checkpoint() {
        return checkpoint;
    }

    /** Null until the order has come. */
    CheckpointFile file() {
        return file;
    }

    void onOrder(CheckpointFile target, int enumeratorsHere) {
        if (file == null) {
            file = target;
            enumeratorsExpected = enumeratorsHere;
            waiting.forEach(work -> work.write.accept(target));
            waiting.clear();
        }
    }

    /** Nothing will be written any more. */
    void dropWaiting() {
        waiting.forEach(work -> work.drop.run());
        waiting.clear();
    }

    /** Has something done as soon as it is known where to write. */
    void onceOrdered(Waiting work) {
        if (file == null) {
            waiting.add(work);
        } else {
            work.write.accept(file);
        }
    }

    void onTask(TaskSnapshot task) {
        tasks.put(task.task(), task);
    }

    void onEnumerator(EnumeratorSnapshot enumerator) {
        enumerators.add(enumerator);
    }

    /** True, once, if the order has come and nobody is still to write. */
    boolean closeIfComplete(Collection<ExecutionAttemptId> live) {
        if (closing || file == null || enumerators.size() < enumeratorsExpected) {
            return false;
        }
        closing = tasks.keySet().containsAll(live);
        return closing;
    }

    List<TaskSnapshot> tasks() {
        return List.copyOf(tasks.values());
    }

    List<EnumeratorSnapshot> enumerators() {
        return List.copyOf(enumerators);
    }
}

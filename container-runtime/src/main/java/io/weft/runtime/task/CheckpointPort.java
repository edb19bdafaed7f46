package io.weft.runtime.task;

import io.weft.model.ExecutionAttemptId;
import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.model.checkpoint.TaskSnapshot;
import io.weft.state.snapshot.SnapshotWork;

/** Takes what tasks make for checkpoints. Thread-safe; nothing in it waits. */
public interface CheckpointPort {

    /** A task has made the synchronous part; the rest is to be done on another thread. */
    void snapshotMade(ExecutionAttemptId task, CheckpointBarrier barrier, SnapshotWork<TaskSnapshot> work);

    /** A task can't make the checkpoint; it goes on. */
    void declined(ExecutionAttemptId task, CheckpointBarrier barrier, Throwable reason);
}

package io.weft.runtime.state;

import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.model.checkpoint.TaskSnapshot.OperatorSnapshot;
import io.weft.state.snapshot.SnapshotWork;

/** What the engine keeps for one operator of a task and makes part of checkpoints. Owned by the task's thread. */
public interface OperatorState {

    /** The synchronous part of a snapshot. */
    SnapshotWork<OperatorSnapshot> snapshot(CheckpointBarrier barrier) throws Exception;

    void checkpointCompleted(long checkpoint) throws Exception;

    void checkpointAborted(long checkpoint) throws Exception;

    /** Lets go of what it holds. Closing twice does nothing. */
    void close() throws Exception;
}

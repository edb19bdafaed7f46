package io.weft.runtime.chain;

import io.weft.model.checkpoint.CheckpointBarrier;

/** A member of a chain: opened before a task's first record, part of its checkpoints, disposed of after its last record. */
public interface Lifecycle {

    /** Called once, after everything that follows in the chain has been opened. State has been restored by then. */
    void open() throws Exception;

    /** Called at a barrier, before it is sent on, from the chain's head to its end: emits what has to come before it. */
    default void beforeBarrier(CheckpointBarrier barrier) throws Exception {}

    /** Called when the barrier has been sent on: puts into the operator's state what is to be part of the checkpoint. */
    default void snapshot(CheckpointBarrier barrier) throws Exception {}

    /** The checkpoint, and with it every earlier one, can't be lost any more. May be called for checkpoints of before a restore. */
    default void checkpointCompleted(long checkpoint) throws Exception {}

    /** The checkpoint will not be completed. */
    default void checkpointAborted(long checkpoint) throws Exception {}

    /** Called once, after a failure too, and even if {@link #open} failed or was never called. */
    void dispose() throws Exception;
}

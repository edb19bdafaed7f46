package io.weft.api.checkpoint;

/** A function that keeps its own account of its state: it registers the state when it starts and brings it up to date before each checkpoint. */
public interface CheckpointedFunction {

    /**
     * Called for each checkpoint, between two records: what stands in the state afterwards is what the checkpoint holds.
     *
     * @throws Exception to fail the checkpoint
     */
    void snapshotState(FunctionSnapshotContext context) throws Exception;

    /**
     * Called once, before {@code open}: the place to register state and to take back what was restored.
     *
     * @throws Exception to fail the task
     */
    void initializeState(FunctionInitializationContext context) throws Exception;
}

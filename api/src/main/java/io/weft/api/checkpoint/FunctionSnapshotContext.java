package io.weft.api.checkpoint;

/** What {@link CheckpointedFunction#snapshotState} is given. */
public interface FunctionSnapshotContext extends ManagedSnapshotContext {}

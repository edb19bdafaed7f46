package io.weft.api.checkpoint;

/** What {@link CheckpointedFunction#initializeState} is given. */
public interface FunctionInitializationContext extends ManagedInitializationContext {}

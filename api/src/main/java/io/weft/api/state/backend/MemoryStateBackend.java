package io.weft.api.state.backend;

/** The older name of a {@link HashMapStateBackend} without a directory for checkpoints, which go to the default one. */
public class MemoryStateBackend extends HashMapStateBackend {

    public MemoryStateBackend() {}

    /** @param asynchronousSnapshots without effect: snapshots are always asynchronous */
    public MemoryStateBackend(boolean asynchronousSnapshots) {}

    /** @param maxStateSize without effect: state of any size goes to files */
    public MemoryStateBackend(int maxStateSize) {}

    /** As the constructors with one argument. */
    public MemoryStateBackend(int maxStateSize, boolean asynchronousSnapshots) {}
}

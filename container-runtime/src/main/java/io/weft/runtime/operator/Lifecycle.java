package io.weft.runtime.operator;

/** What is opened before a task's first record and disposed of after its last. */
public interface Lifecycle {

    /** Called once, after everything that follows in the chain has been opened. */
    void open() throws Exception;

    /** Called once, after a failure too, and even if {@link #open} failed or was never called. */
    void dispose() throws Exception;
}

package io.weft.runtime.taskmanager;

/** Ends the process that the TaskManager is, or in a test does not. */
@FunctionalInterface
public interface ProcessEnd {

    /** @param failure true if something went wrong */
    void end(String reason, boolean failure);
}

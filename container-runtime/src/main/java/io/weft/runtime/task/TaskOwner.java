package io.weft.runtime.task;

import io.weft.runtime.channel.Doorbell;

/** Who steps a task: a worker's thread, or a test. */
public interface TaskOwner {

    /** What wakes the owner. */
    Doorbell doorbell();

    /** Waits for the doorbell, which is prepared for it, in the middle of a step: a call that emits has filled every buffer. */
    void awaitRoom();

    /** Whether the task is to end; any thread may have said so. */
    boolean isCanceled();
}

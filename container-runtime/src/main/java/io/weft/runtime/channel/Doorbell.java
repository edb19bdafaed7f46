package io.weft.runtime.channel;

import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes a task's thread when something has come for it. Whoever brings something first publishes it and then rings; the owner says that
 * it will wait, looks once more whether something has come, and parks. The fences on both sides make one of the two see the other.
 */
public final class Doorbell {

    // Volatile: the one word that the owner and all ringers share.
    private volatile Thread waiting;

    /** Rings if the owner waits: one read of a field if it does not. Any thread. */
    public void ring() {
        VarHandle.fullFence();
        Thread owner = waiting;
        if (owner != null) {
            waiting = null;
            LockSupport.unpark(owner);
        }
    }

    /** True if the owner has nothing to do. Any thread; a hint. */
    public boolean isOwnerWaiting() {
        return waiting != null;
    }

    /** Owner: from now on a ring is not missed. Look for work once more, then {@link #await}. */
    public void prepareToWait() {
        waiting = Thread.currentThread();
        VarHandle.fullFence();
    }

    /** Owner: parks until the bell has rung since {@link #prepareToWait}, the thread is interrupted, or the time has passed. */
    public void await(long maxNanos) {
        if (waiting != null) {
            LockSupport.parkNanos(this, maxNanos);
        }
        waiting = null;
    }

    /** Owner: there is work after all. */
    public void stopWaiting() {
        waiting = null;
    }
}

package io.weft.state.snapshot;

/**
 * What is left of a snapshot after its synchronous part. One of the two methods is called once, by any thread, while the task goes on.
 *
 * @param <T> what names the snapshot
 */
public interface SnapshotWork<T> {

    /** Writes it. */
    T write(SnapshotStorage storage) throws Exception;

    /** The checkpoint was given up: lets go of what the snapshot holds. */
    void discard();
}

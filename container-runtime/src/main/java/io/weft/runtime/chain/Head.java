package io.weft.runtime.chain;

/** What drives a chain: the task's input channels, or a source. Owned by the task's thread. */
public interface Head {

    /** There is nothing more, and the chain has been told. */
    int END = -1;

    /**
     * Hands a bounded number of records to the chain, or an event.
     *
     * @param budget how many records at most; 1 or more
     * @return how many records and events it was; 0 if there is nothing now, in which case the task's doorbell rings when there is;
     *     {@link #END} at the end
     */
    int step(int budget) throws Exception;

    /** Done in every step, also in those in which nothing is handed to the chain because its output has no room. */
    default void tend() throws Exception {}

    /** True as long as barriers will say when to make a checkpoint; false if the order itself does. */
    boolean waitsForBarriers();

    /** Does something between two records, with nothing half done. */
    default void betweenRecords(Action action) throws Exception {
        action.run();
    }

    /** A checkpoint will not be completed. */
    default void onCheckpointAborted(long checkpoint) {}

    /** Something that may fail. */
    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }
}

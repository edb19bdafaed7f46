package io.weft.runtime.task;

/**
 * How many records a step takes, such that a step lasts a fraction of a millisecond: slow functions get few records, so that what they
 * emit is on its way soon and cancelling is noticed, and fast ones many, so that what is done once a step does not weigh.
 */
final class StepBudget {

    private static final long TARGET_NANOS = 300_000;
    private static final int MAX_RECORDS = 4096;

    private int records = 16;

    int records() {
        return records;
    }

    /** @param done how many records the step took */
    void adapt(int done, long tookNanos) {
        if (tookNanos > 2 * TARGET_NANOS) {
            records = (int) Math.max(1, Math.min(records, done * TARGET_NANOS / tookNanos));
        } else if (done >= records && tookNanos < TARGET_NANOS / 2) {
            records = Math.min(MAX_RECORDS, 2 * records);
        }
    }
}

package io.weft.api.time;

/**
 * Tells the time and takes timers. A timer belongs to the key at hand; setting one again for the same key and time has no effect, so that
 * it fires once. Timers are state: they are in checkpoints, and those whose time has passed meanwhile fire right after a restart. Used
 * on the task's thread only.
 */
public interface TimerService {

    /** The clock of the task's machine, in ms since the epoch. */
    long currentProcessingTime();

    /** The operator's watermark in ms since the epoch; {@link Long#MIN_VALUE} before the first. */
    long currentWatermark();

    /**
     * Has the function called as soon as the clock has come to {@code time}.
     *
     * @param time ms since the epoch
     * @throws UnsupportedOperationException if the stream is not keyed
     */
    void registerProcessingTimeTimer(long time);

    /**
     * Has the function called as soon as the watermark has come to {@code time}.
     *
     * @param time ms since the epoch
     * @throws UnsupportedOperationException if the stream is not keyed
     */
    void registerEventTimeTimer(long time);

    /**
     * Takes a timer back. Without effect if there is none for the key and time.
     *
     * @throws UnsupportedOperationException if the stream is not keyed
     */
    void deleteProcessingTimeTimer(long time);

    /**
     * Takes a timer back. Without effect if there is none for the key and time.
     *
     * @throws UnsupportedOperationException if the stream is not keyed
     */
    void deleteEventTimeTimer(long time);
}

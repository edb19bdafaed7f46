package io.weft.api.eventtime;

import java.io.Serializable;

/** Makes the watermark generator of a subtask, or of a split of a source. */
@FunctionalInterface
public interface WatermarkGeneratorSupplier<T> extends Serializable {

    WatermarkGenerator<T> createWatermarkGenerator(Context context);

    /** What a generator may use of its surroundings. */
    interface Context {

        /** Runs only while the input could deliver: it stands still under backpressure. */
        RelativeClock getInputActivityClock();
    }
}

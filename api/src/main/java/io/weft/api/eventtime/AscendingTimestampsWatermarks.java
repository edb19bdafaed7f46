package io.weft.api.eventtime;

import java.time.Duration;

/** Follows timestamps that never go down. */
public class AscendingTimestampsWatermarks<T> extends BoundedOutOfOrdernessWatermarks<T> {

    public AscendingTimestampsWatermarks() {
        super(Duration.ZERO);
    }
}

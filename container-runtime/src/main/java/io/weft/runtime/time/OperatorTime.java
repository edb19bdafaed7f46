package io.weft.runtime.time;

import io.weft.api.time.TimerService;
import io.weft.runtime.chain.OperatorContext;

/** Time as an operator's function sees it, with timers if its input has keys. Owned by the task's thread. */
public interface OperatorTime extends TimerService {

    /** @param handler called when a timer's time has come */
    static OperatorTime of(OperatorContext context, KeyedTimers.Handler handler) {
        return context.state().keyed() == null
                ? new UnkeyedTime(context.clock())
                : new KeyedTimers(context.state().keyed(), context.clock(), context.timers(), handler);
    }

    /** Takes up the timers that were restored. */
    void open() throws Exception;

    /** The operator's watermark has come this far: fires what is due by event time. */
    void advance(long newWatermark) throws Exception;
}

package io.weft.runtime.time;

import io.weft.api.eventtime.TimestampAssigner;
import io.weft.api.eventtime.Watermark;
import io.weft.api.eventtime.WatermarkGenerator;
import io.weft.runtime.chain.FunctionOperator;
import io.weft.runtime.chain.OperatorContext;

/** Gives records the user's timestamps and makes watermarks. Those from upstream end here, save the last one. */
public final class AssignTimestampsOperator extends FunctionOperator {

    private final EventTime eventTime;
    private final TimestampAssigner<Object> assigner;
    private final WatermarkGenerator<Object> generator;
    private final WatermarkCollector watermarks;

    public AssignTimestampsOperator(OperatorContext context, EventTime eventTime) {
        super(context, null);
        this.eventTime = eventTime;
        this.assigner = eventTime.createAssigner();
        this.generator = eventTime.createGenerator();
        this.watermarks = new WatermarkCollector(new MergedWatermark(next).add());
    }

    @Override
    public void open() {
        eventTime.emitPeriodically(generator, watermarks);
    }

    @Override
    public void process(Object record, long timestamp) throws Exception {
        long assigned = assigner.extractTimestamp(record, timestamp);
        next.process(record, assigned);
        generator.onEvent(record, assigned, watermarks);
    }

    @Override
    public void watermark(long timestamp) {
        if (timestamp == Long.MAX_VALUE) {
            watermarks.emitWatermark(Watermark.MAX_WATERMARK);
        }
    }

    @Override
    public void idleness(boolean idle) {}

    @Override
    public void endOfInput() throws Exception {
        watermarks.end();
        super.endOfInput();
    }
}

package io.weft.runtime.sink;

import io.weft.api.eventtime.Watermark;
import io.weft.api.sink.SinkFunction;
import io.weft.runtime.chain.FunctionOperator;
import io.weft.runtime.chain.OperatorContext;
import io.weft.runtime.channel.Element;

/** Calls an older sink function with each record. */
public final class SinkFunctionOperator extends FunctionOperator implements SinkFunction.Context {

    private final SinkFunction<Object> function;
    private long timestamp;
    private long watermark = Long.MIN_VALUE;

    public SinkFunctionOperator(OperatorContext context, SinkFunction<Object> function) {
        super(context, function);
        this.function = function;
    }

    @Override
    public void process(Object record, long timestamp) throws Exception {
        this.timestamp = timestamp;
        function.invoke(record, this);
    }

    @Override
    public void watermark(long timestamp) throws Exception {
        watermark = timestamp;
        function.writeWatermark(new Watermark(timestamp));
        super.watermark(timestamp);
    }

    @Override
    public void endOfInput() throws Exception {
        function.finish();
        super.endOfInput();
    }

    @Override
    public long currentProcessingTime() {
        return context.clock().nowMs();
    }

    @Override
    public long currentWatermark() {
        return watermark;
    }

    @Override
    public Long timestamp() {
        return timestamp == Element.NO_TIMESTAMP ? null : timestamp;
    }
}

package io.weft.runtime.source;

import io.weft.api.eventtime.TimestampAssigner;
import io.weft.api.eventtime.Watermark;
import io.weft.api.eventtime.WatermarkGenerator;
import io.weft.api.source.SourceOutput;
import io.weft.runtime.chain.Receiver;
import io.weft.runtime.chain.Rethrow;
import io.weft.runtime.channel.Element;
import io.weft.runtime.time.WatermarkCollector;

/** Hands a reader's records to the chain, with timestamps, and makes watermarks of them. Copied per place. */
final class RecordOutput implements SourceOutput<Object> {

    private final Receiver next;
    private final TimestampAssigner<Object> assigner;
    private final WatermarkGenerator<Object> generator;
    private final WatermarkCollector watermarks;
    private final RecordCount count;

    RecordOutput(
            Receiver next,
            TimestampAssigner<Object> assigner,
            WatermarkGenerator<Object> generator,
            WatermarkCollector watermarks,
            RecordCount count) {
        this.next = next;
        this.assigner = assigner;
        this.generator = generator;
        this.watermarks = watermarks;
        this.count = count;
    }

    @Override
    public void collect(Object record) {
        collect(record, Element.NO_TIMESTAMP);
    }

    @Override
    public void collect(Object record, long timestamp) {
        try {
            long assigned = assigner.extractTimestamp(record, timestamp);
            count.records++;
            next.process(record, assigned);
            generator.onEvent(record, assigned, watermarks);
        } catch (Exception e) {
            throw Rethrow.unchecked(e);
        }
    }

    @Override
    public void emitWatermark(Watermark watermark) {
        watermarks.emitWatermark(watermark);
    }

    @Override
    public void markIdle() {
        watermarks.markIdle();
    }

    @Override
    public void markActive() {
        watermarks.markActive();
    }
}

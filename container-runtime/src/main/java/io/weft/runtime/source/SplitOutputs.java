package io.weft.runtime.source;

import io.weft.api.eventtime.Watermark;
import io.weft.api.eventtime.WatermarkGenerator;
import io.weft.api.source.ReaderOutput;
import io.weft.api.source.SourceOutput;
import io.weft.runtime.chain.Receiver;
import io.weft.runtime.chain.Rethrow;
import io.weft.runtime.hot.ClassCopies;
import io.weft.runtime.time.EventTime;
import io.weft.runtime.time.MergedWatermark;
import io.weft.runtime.time.WatermarkCollector;
import java.util.HashMap;
import java.util.Map;

/** Where a reader emits: an output for records of no split, and one for each split, whose watermarks are merged. Copied per place. */
final class SplitOutputs implements ReaderOutput<Object> {

    private final Receiver next;
    private final EventTime eventTime;
    private final ClassCopies copies;
    private final MergedWatermark watermark;
    private final RecordCount count;
    private final Map<String, Split> splits = new HashMap<>();
    private final SourceOutput<Object> main;
    private final WatermarkCollector mainWatermarks;

    SplitOutputs(Receiver next, EventTime eventTime, ClassCopies copies, RecordCount count) {
        this.count = count;
        this.next = next;
        this.eventTime = eventTime;
        this.copies = copies;
        this.watermark = new MergedWatermark(next);
        Split split = new Split(copies, next, eventTime, watermark, count);
        this.main = split.output;
        this.mainWatermarks = split.watermarks;
    }

    @Override
    public void collect(Object record) {
        main.collect(record);
    }

    @Override
    public void collect(Object record, long timestamp) {
        main.collect(record, timestamp);
    }

    @Override
    public void emitWatermark(Watermark watermark) {
        main.emitWatermark(watermark);
    }

    @Override
    public void markIdle() {
        main.markIdle();
    }

    @Override
    public void markActive() {
        main.markActive();
    }

    @Override
    public SourceOutput<Object> createOutputForSplit(String splitId) {
        Split split = splits.get(splitId);
        if (split == null) {
            split = new Split(copies.at("split"), next, eventTime, watermark, count);
            splits.put(splitId, split);
            // A reader that has outputs for its splits does not use the main one, which must not hold them back.
            mainWatermarks.markIdle();
        }
        return split.output;
    }

    @Override
    public void releaseOutputForSplit(String splitId) {
        Split split = splits.remove(splitId);
        if (split != null) {
            try {
                split.watermarks.end();
            } catch (Exception e) {
                throw Rethrow.unchecked(e);
            }
        }
    }

    /** Nothing private: the copies of the class around it are no nest mates. */
    static final class Split {
        final WatermarkCollector watermarks;
        final SourceOutput<Object> output;

        @SuppressWarnings("unchecked") // the copy is a SourceOutput of objects
        Split(ClassCopies copies, Receiver next, EventTime eventTime, MergedWatermark merged, RecordCount count) {
            watermarks = new WatermarkCollector(merged.add());
            WatermarkGenerator<Object> generator = eventTime.createGenerator();
            output = copies.create(
                    SourceOutput.class,
                    RecordOutput.class,
                    next,
                    eventTime.createAssigner(),
                    generator,
                    watermarks,
                    count);
            eventTime.emitPeriodically(generator, watermarks);
        }
    }
}

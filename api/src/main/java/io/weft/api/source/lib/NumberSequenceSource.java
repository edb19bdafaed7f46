package io.weft.api.source.lib;

import io.weft.api.serialization.SimpleVersionedSerializer;
import io.weft.api.source.Boundedness;
import io.weft.api.source.Source;
import io.weft.api.source.SourceReader;
import io.weft.api.source.SourceReaderContext;
import io.weft.api.source.SplitEnumerator;
import io.weft.api.source.SplitEnumeratorContext;
import io.weft.api.types.ResultTypeQueryable;
import io.weft.api.types.TypeInformation;
import io.weft.api.types.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** The numbers from one to another, both included. Each reader gets a part of them, which it emits in order. */
public class NumberSequenceSource
        implements Source<
                        Long,
                        NumberSequenceSource.NumberSequenceSplit,
                        Collection<NumberSequenceSource.NumberSequenceSplit>>,
                ResultTypeQueryable<Long> {

    private final long from;
    private final long to;

    /** @throws IllegalArgumentException if {@code to} is lower than {@code from} */
    public NumberSequenceSource(long from, long to) {
        if (from > to) {
            throw new IllegalArgumentException(
                    "A sequence goes up, but this one goes from " + from + " to " + to + ".");
        }
        this.from = from;
        this.to = to;
    }

    public long getFrom() {
        return from;
    }

    public long getTo() {
        return to;
    }

    @Override
    public TypeInformation<Long> getProducedType() {
        return Types.LONG;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<Long, NumberSequenceSplit> createReader(SourceReaderContext readerContext) {
        return new IteratorSourceReader<>(readerContext);
    }

    @Override
    public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> createEnumerator(
            SplitEnumeratorContext<NumberSequenceSplit> enumContext) {
        return new IteratorSourceEnumerator<>(
                enumContext, splitNumberRange(from, to, enumContext.currentParallelism()));
    }

    @Override
    public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> restoreEnumerator(
            SplitEnumeratorContext<NumberSequenceSplit> enumContext, Collection<NumberSequenceSplit> checkpoint) {
        return new IteratorSourceEnumerator<>(enumContext, checkpoint);
    }

    @Override
    public SimpleVersionedSerializer<NumberSequenceSplit> getSplitSerializer() {
        return NumberSequenceSerializers.SPLIT;
    }

    @Override
    public SimpleVersionedSerializer<Collection<NumberSequenceSplit>> getEnumeratorCheckpointSerializer() {
        return NumberSequenceSerializers.SPLITS;
    }

    /** Parts of almost equal size, none empty; the range may be as wide as a long. */
    static List<NumberSequenceSplit> splitNumberRange(long from, long to, int parts) {
        List<NumberSequenceSplit> splits = new ArrayList<>(parts);
        long start = from;
        for (int part = 0; part < parts && start <= to; part++) {
            // The count of what is left less one, unsigned: a range of all longs has one number more than a long can
            // count.
            long step = Long.divideUnsigned(to - start, parts - part);
            long end = start + step;
            splits.add(new NumberSequenceSplit(Integer.toString(part), start, end));
            if (end == to) {
                break;
            }
            start = end + 1;
        }
        return splits;
    }

    /** A part of the numbers. */
    public static class NumberSequenceSplit implements IteratorSourceSplit<Long, NumberSequenceIterator> {

        private final String splitId;
        private final long from;
        private final long to;

        /** Without numbers if {@code from} is higher than {@code to}. */
        public NumberSequenceSplit(String splitId, long from, long to) {
            this.splitId = Objects.requireNonNull(splitId, "splitId");
            this.from = from;
            this.to = to;
        }

        @Override
        public String splitId() {
            return splitId;
        }

        public long from() {
            return from;
        }

        public long to() {
            return to;
        }

        @Override
        public NumberSequenceIterator getIterator() {
            return new NumberSequenceIterator(from, to);
        }

        @Override
        public NumberSequenceSplit getUpdatedSplitForIterator(NumberSequenceIterator iterator) {
            return iterator.hasNext()
                    ? new NumberSequenceSplit(splitId, iterator.getCurrent(), iterator.getTo())
                    : new NumberSequenceSplit(splitId, 1, 0);
        }

        @Override
        public String toString() {
            return "split " + splitId + " [" + from + ", " + to + "]";
        }
    }
}

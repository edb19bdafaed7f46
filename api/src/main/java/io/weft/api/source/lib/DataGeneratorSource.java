package io.weft.api.source.lib;

import io.weft.api.serialization.SimpleVersionedSerializer;
import io.weft.api.source.Boundedness;
import io.weft.api.source.Source;
import io.weft.api.source.SourceReader;
import io.weft.api.source.SourceReaderContext;
import io.weft.api.source.SplitEnumerator;
import io.weft.api.source.SplitEnumeratorContext;
import io.weft.api.source.lib.NumberSequenceSource.NumberSequenceSplit;
import io.weft.api.types.ResultTypeQueryable;
import io.weft.api.types.TypeInformation;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Makes records from the numbers 0, 1, 2, ...: each reader from a part of them, in order. The same number always should give the same
 * record, so that a restart makes the same stream.
 */
public class DataGeneratorSource<OUT>
        implements Source<OUT, NumberSequenceSplit, Collection<NumberSequenceSplit>>, ResultTypeQueryable<OUT> {

    private final GeneratorFunction<Long, OUT> generatorFunction;
    private final long count;
    private final RateLimiterStrategy rateLimiterStrategy;
    private final TypeInformation<OUT> typeInfo;

    /** As fast as the job can go. */
    public DataGeneratorSource(
            GeneratorFunction<Long, OUT> generatorFunction, long count, TypeInformation<OUT> typeInfo) {
        this(generatorFunction, count, RateLimiterStrategy.noOp(), typeInfo);
    }

    /** @param count how many records to make; {@code Long.MAX_VALUE} for a stream that practically never ends */
    public DataGeneratorSource(
            GeneratorFunction<Long, OUT> generatorFunction,
            long count,
            RateLimiterStrategy rateLimiterStrategy,
            TypeInformation<OUT> typeInfo) {
        if (count < 0) {
            throw new IllegalArgumentException("The number of records to make is 0 or more, not " + count + ".");
        }
        this.generatorFunction = Objects.requireNonNull(generatorFunction, "generatorFunction");
        this.count = count;
        this.rateLimiterStrategy = Objects.requireNonNull(rateLimiterStrategy, "rateLimiterStrategy");
        this.typeInfo = Objects.requireNonNull(typeInfo, "typeInfo");
    }

    @Override
    public TypeInformation<OUT> getProducedType() {
        return typeInfo;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<OUT, NumberSequenceSplit> createReader(SourceReaderContext readerContext) {
        RateLimiter limiter = rateLimiterStrategy.createRateLimiter(readerContext.currentParallelism());
        GeneratorReader<OUT> reader = new GeneratorReader<>(readerContext, generatorFunction);
        return limiter == RateLimiter.UNLIMITED ? reader : new RateLimitedSourceReader<>(reader, limiter);
    }

    @Override
    public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> createEnumerator(
            SplitEnumeratorContext<NumberSequenceSplit> enumContext) {
        List<NumberSequenceSplit> splits = count == 0
                ? List.of()
                : NumberSequenceSource.splitNumberRange(0, count - 1, enumContext.currentParallelism());
        return new IteratorSourceEnumerator<>(enumContext, splits);
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

    private static final class GeneratorReader<OUT>
            extends IteratorSourceReaderBase<Long, OUT, NumberSequenceIterator, NumberSequenceSplit> {

        private final SourceReaderContext context;
        private final GeneratorFunction<Long, OUT> generator;

        GeneratorReader(SourceReaderContext context, GeneratorFunction<Long, OUT> generator) {
            super(context);
            this.context = context;
            this.generator = generator;
        }

        @Override
        public void start() {
            try {
                generator.open(context);
            } catch (Exception e) {
                throw new IllegalStateException(
                        "The generator function " + generator.getClass().getName() + " failed to open.", e);
            }
            super.start();
        }

        @Override
        protected OUT convert(Long value) throws Exception {
            return generator.map(value);
        }

        @Override
        public void close() {
            try {
                generator.close();
            } catch (Exception e) {
                throw new IllegalStateException(
                        "The generator function " + generator.getClass().getName() + " failed to close.", e);
            }
        }
    }
}

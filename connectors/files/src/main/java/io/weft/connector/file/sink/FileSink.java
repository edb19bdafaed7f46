package io.weft.connector.file.sink;

import io.weft.api.fs.Path;
import io.weft.api.serialization.SimpleVersionedSerializer;
import io.weft.api.sink.Committer;
import io.weft.api.sink.CommitterInitContext;
import io.weft.api.sink.Sink;
import io.weft.api.sink.SinkWriter;
import io.weft.api.sink.SupportsCommitter;
import io.weft.api.sink.WriterInitContext;
import java.io.Serializable;
import java.time.Clock;
import java.util.Objects;

/**
 * Writes records to part files in the directories of their buckets, {@code path/bucket/part-subtask-counter}.
 *
 * <pre>{@code
 * stream.sinkTo(FileSink.forRowFormat(new Path("hdfs:///reports"), new SimpleStringEncoder<String>()).build());
 * }</pre>
 *
 * <p>A part is written under a hidden name and renamed when it is committed, so that a visible part is always complete and never
 * changes. Existing files are left alone: counters go on behind them.
 */
public final class FileSink<IN> implements Sink<IN>, SupportsCommitter<FileSinkCommittable> {

    private final Settings<IN> settings;

    /** @param clock the time that buckets and rolling policies see */
    record Settings<IN>(
            Path basePath,
            Encoder<IN> encoder,
            BucketAssigner<IN, String> bucketAssigner,
            RollingPolicy<IN, String> rollingPolicy,
            OutputFileConfig files,
            Clock clock)
            implements Serializable {}

    FileSink(Settings<IN> settings) {
        this.settings = settings;
    }

    /**
     * A sink that writes records one by one, unless set otherwise into a directory for each hour and with the
     * {@link DefaultRollingPolicy}.
     *
     * @param basePath the directory that has the buckets' directories; made if it is missing
     */
    public static <IN> DefaultRowFormatBuilder<IN> forRowFormat(Path basePath, Encoder<IN> encoder) {
        return new DefaultRowFormatBuilder<>(basePath, encoder);
    }

    @Override
    public SinkWriter<IN> createWriter(WriterInitContext context) {
        return new FileSinkWriter<>(settings, WriterIdentity.of(context));
    }

    @Override
    public Committer<FileSinkCommittable> createCommitter(CommitterInitContext context) {
        return new FileCommitter();
    }

    @Override
    public SimpleVersionedSerializer<FileSinkCommittable> getCommittableSerializer() {
        return new FileSinkCommittableSerializer();
    }

    /** Gathers what makes a sink of records. */
    public static class RowFormatBuilder<IN, T extends RowFormatBuilder<IN, T>> {

        private final Path basePath;
        private final Encoder<IN> encoder;
        private BucketAssigner<IN, String> bucketAssigner = new DateTimeBucketAssigner<>();
        private RollingPolicy<IN, String> rollingPolicy =
                DefaultRollingPolicy.builder().build();
        private OutputFileConfig outputFileConfig = OutputFileConfig.builder().build();

        RowFormatBuilder(Path basePath, Encoder<IN> encoder) {
            this.basePath = Objects.requireNonNull(basePath, "basePath");
            this.encoder = Objects.requireNonNull(encoder, "encoder");
        }

        public T withBucketAssigner(BucketAssigner<IN, String> assigner) {
            bucketAssigner = Objects.requireNonNull(assigner, "assigner");
            return self();
        }

        public T withRollingPolicy(RollingPolicy<IN, String> policy) {
            rollingPolicy = Objects.requireNonNull(policy, "policy");
            return self();
        }

        public T withOutputFileConfig(OutputFileConfig outputFileConfig) {
            this.outputFileConfig = Objects.requireNonNull(outputFileConfig, "outputFileConfig");
            return self();
        }

        public FileSink<IN> build() {
            return new FileSink<>(settings(Clock.systemUTC()));
        }

        Settings<IN> settings(Clock clock) {
            return new Settings<>(basePath, encoder, bucketAssigner, rollingPolicy, outputFileConfig, clock);
        }

        @SuppressWarnings("unchecked") // each builder names itself as T
        private T self() {
            return (T) this;
        }
    }

    /** The builder that {@link FileSink#forRowFormat} begins with. */
    public static final class DefaultRowFormatBuilder<IN> extends RowFormatBuilder<IN, DefaultRowFormatBuilder<IN>> {

        private DefaultRowFormatBuilder(Path basePath, Encoder<IN> encoder) {
            super(basePath, encoder);
        }
    }
}

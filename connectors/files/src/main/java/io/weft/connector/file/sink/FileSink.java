package io.weft.connector.file.sink;

import io.weft.api.fs.Path;
import io.weft.api.serialization.SimpleVersionedSerializer;
import io.weft.api.sink.Committer;
import io.weft.api.sink.CommitterInitContext;
import io.weft.api.sink.Sink;
import io.weft.api.sink.SinkWriter;
import io.weft.api.sink.StatefulSinkWriter;
import io.weft.api.sink.SupportsCommitter;
import io.weft.api.sink.SupportsWriterState;
import io.weft.api.sink.WriterInitContext;
import io.weft.connector.file.sink.bucket.BucketAssigner;
import io.weft.connector.file.sink.bucket.DateTimeBucketAssigner;
import io.weft.connector.file.sink.rolling.DefaultRollingPolicy;
import io.weft.connector.file.sink.rolling.RollingPolicy;
import java.io.IOException;
import java.io.Serializable;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Writes records to part files in the directories of their buckets, {@code path/bucket/part-uid-counter}, exactly once if the job makes
 * checkpoints.
 *
 * <pre>{@code
 * stream.sinkTo(FileSink.forRowFormat(new Path("hdfs:///reports"), new SimpleStringEncoder<String>()).build());
 * }</pre>
 *
 * <p>A part grows under a hidden name in {@code path/.inprogress} and is renamed into its bucket with the first checkpoint that is
 * complete after the {@link RollingPolicy} has ended it; without checkpoints, when the input has ended. So a visible part is always
 * complete, holds nothing that a restart would bring again, and never changes. A restarted job goes on with parts where the checkpoint
 * has them, and deletes what came after it. The file system must rename in one step within the path; nothing else is asked of it, neither
 * appending nor truncating.
 *
 * <p>The uid is another one for each run of each subtask, so that jobs may write to one path together. Each stream needs a sink built
 * for it.
 *
 * <p>What a cancelled job had in hidden files stays as far as its last checkpoint has it, because the job can be restored from that.
 * Whoever does not want to may delete {@code path/.inprogress} when no job writes to the path.
 */
public final class FileSink<IN>
        implements Sink<IN>, SupportsCommitter<FileSinkCommittable>, SupportsWriterState<IN, FileSinkWriterState> {

    private final Settings<IN> settings;
    private final long key;

    /**
     * @param bucketCheckIntervalMs how often buckets are looked at for parts whose time has come, at most
     * @param clock the time that buckets and rolling policies see
     * @param uids gives each writer a name of its own, of hexadecimal digits
     */
    record Settings<IN>(
            Path basePath,
            Encoder<IN> encoder,
            BucketAssigner<IN, String> bucketAssigner,
            RollingPolicy<IN, String> rollingPolicy,
            long bucketCheckIntervalMs,
            OutputFileConfig files,
            Clock clock,
            WriterUids uids)
            implements Serializable {}

    /** Gives names to writers. */
    @FunctionalInterface
    interface WriterUids extends Serializable {
        String get();
    }

    /** @param key another one for each sink of a program */
    FileSink(Settings<IN> settings, long key) {
        this.settings = settings;
        this.key = key;
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
    public SinkWriter<IN> createWriter(WriterInitContext context) throws IOException {
        return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<IN, FileSinkWriterState> restoreWriter(
            WriterInitContext context, Collection<FileSinkWriterState> recoveredState) throws IOException {
        return FileSinkWriter.open(settings, WriterIdentity.of(key, context), recoveredState);
    }

    @Override
    public SimpleVersionedSerializer<FileSinkWriterState> getWriterStateSerializer() {
        return new FileSinkWriterStateSerializer(settings.bucketAssigner().getSerializer());
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
        private long bucketCheckIntervalMs = 1000;

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

        /**
         * How often open parts are looked at for those that are too old while records come: a second unless set otherwise. They are
         * looked at with each checkpoint too.
         *
         * @param interval in ms
         * @throws IllegalArgumentException if it is not positive
         */
        public T withBucketCheckInterval(long interval) {
            if (interval <= 0) {
                throw new IllegalArgumentException(
                        "The interval at which buckets are checked must be positive, not " + interval + " ms.");
            }
            bucketCheckIntervalMs = interval;
            return self();
        }

        public FileSink<IN> build() {
            return new FileSink<>(
                    settings(Clock.systemUTC(), RowFormatBuilder::randomUid),
                    UUID.randomUUID().getMostSignificantBits());
        }

        Settings<IN> settings(Clock clock, WriterUids uids) {
            return new Settings<>(
                    basePath,
                    encoder,
                    bucketAssigner,
                    rollingPolicy,
                    bucketCheckIntervalMs,
                    outputFileConfig,
                    clock,
                    uids);
        }

        private static String randomUid() {
            return Long.toHexString(UUID.randomUUID().getMostSignificantBits());
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

package io.weft.connector.file.sink;

import io.weft.api.fs.FileSystem;
import io.weft.api.sink.CommittingSinkWriter;
import io.weft.api.sink.StatefulSinkWriter;
import io.weft.connector.file.sink.FileSinkCommittable.Discard;
import io.weft.connector.file.sink.FileSinkCommittable.LeaveStaging;
import io.weft.connector.file.sink.FileSinkWriterState.GrowingPart;
import io.weft.connector.file.sink.bucket.BucketAssigner;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes one subtask's records to their buckets. */
final class FileSinkWriter<IN>
        implements CommittingSinkWriter<IN, FileSinkCommittable>, StatefulSinkWriter<IN, FileSinkWriterState> {

    private static final System.Logger LOGGER = System.getLogger("io.weft.connector.file");

    /** A clock is read once for so many records. */
    private static final int RECORDS_A_TICK = 64;

    private final FileSink.Settings<IN> settings;
    private final StagingArea staging;
    private final PartNames names;
    private final AssignerContext assignerContext;
    private final Map<String, Bucket<IN>> buckets = new LinkedHashMap<>();
    /** To be committed beside the buckets' parts. */
    private final List<FileSinkCommittable> cleanups = new ArrayList<>();

    /** Files with lower numbers may be part of a checkpoint. */
    private long firstNumberAfterSnapshot;

    private int recordsToTick;
    private long nowMs;
    private long lastCheckMs;

    private FileSinkWriter(FileSink.Settings<IN> settings, WriterIdentity writer) {
        String uid = settings.uids().get();
        this.settings = settings;
        this.staging = new StagingArea(settings.basePath(), writer, uid);
        this.names = new PartNames(settings.files(), uid);
        this.assignerContext = new AssignerContext(settings.clock());
        this.nowMs = settings.clock().millis();
        this.lastCheckMs = nowMs;
    }

    /** @param restored states of earlier writers, empty at the first start */
    static <IN> FileSinkWriter<IN> open(
            FileSink.Settings<IN> settings, WriterIdentity identity, Collection<FileSinkWriterState> restored)
            throws IOException {
        FileSinkWriter<IN> writer = new FileSinkWriter<>(settings, identity);
        writer.staging.sweep(restored);
        for (FileSinkWriterState state : restored) {
            for (GrowingPart part : state.parts()) {
                writer.resume(part);
            }
        }
        return writer;
    }

    private void resume(GrowingPart part) throws IOException {
        FileSystem fileSystem = part.hidden().getFileSystem();
        if (!fileSystem.exists(part.hidden())) {
            if (!fileSystem.exists(part.target())) {
                throw new IOException("The checkpoint has " + part.sizeBytes() + " bytes of " + part.hidden()
                        + ", but the file is gone. Restore the job from a later checkpoint, or start it anew.");
            }
            LOGGER.log(
                    Level.WARNING,
                    "The job goes on from a checkpoint before its last one, after which " + part.target()
                            + " was published: records that came in between are written twice.");
            return;
        }
        bucket(part.bucketId()).resume(part, nowMs);
        cleanups.add(new Discard(part.hidden()));
    }

    @Override
    public void write(IN element, Context context) throws IOException {
        if (recordsToTick-- == 0) {
            recordsToTick = RECORDS_A_TICK;
            tick();
        }
        assignerContext.record = context;
        String bucketId = settings.bucketAssigner().getBucketId(element, assignerContext);
        bucket(bucketId).write(element, nowMs);
    }

    private Bucket<IN> bucket(String id) {
        Bucket<IN> bucket = buckets.get(id);
        if (bucket == null) {
            bucket = new Bucket<>(id, settings, staging, names);
            buckets.put(id, bucket);
        }
        return bucket;
    }

    private void tick() throws IOException {
        nowMs = settings.clock().millis();
        if (nowMs - lastCheckMs >= settings.bucketCheckIntervalMs()) {
            checkBuckets();
        }
    }

    private void checkBuckets() throws IOException {
        lastCheckMs = nowMs;
        for (Bucket<IN> bucket : buckets.values()) {
            bucket.onTime(nowMs);
        }
    }

    /** What ends here need not end at its time sooner: only a checkpoint publishes it. So no timer is needed. */
    @Override
    public void flush(boolean endOfInput) throws IOException {
        nowMs = settings.clock().millis();
        checkBuckets();
        for (Bucket<IN> bucket : buckets.values()) {
            if (endOfInput) {
                bucket.finishPart();
            } else {
                bucket.onCheckpoint();
            }
        }
        if (endOfInput) {
            cleanups.add(new LeaveStaging(staging.directory()));
        }
    }

    @Override
    public Collection<FileSinkCommittable> prepareCommit() {
        List<FileSinkCommittable> committables = new ArrayList<>();
        buckets.values().removeIf(bucket -> {
            committables.addAll(bucket.takeFinished());
            // It is made anew should a record come: buckets of the past do not pile up.
            return bucket.isEmpty();
        });
        committables.addAll(cleanups);
        cleanups.clear();
        return committables;
    }

    @Override
    public List<FileSinkWriterState> snapshotState(long checkpointId) throws IOException {
        List<GrowingPart> growing = new ArrayList<>();
        for (Bucket<IN> bucket : buckets.values()) {
            bucket.snapshot().ifPresent(growing::add);
        }
        firstNumberAfterSnapshot = staging.nextNumber();
        return List.of(new FileSinkWriterState(staging.writer(), staging.nextNumber(), growing));
    }

    @Override
    public void close() throws IOException {
        for (Bucket<IN> bucket : buckets.values()) {
            bucket.abort(firstNumberAfterSnapshot);
        }
        StagingArea.removeIfEmpty(staging.directory());
    }

    private static final class AssignerContext implements BucketAssigner.Context {
        private final Clock clock;
        private Context record;

        AssignerContext(Clock clock) {
            this.clock = clock;
        }

        @Override
        public long currentProcessingTime() {
            return clock.millis();
        }

        @Override
        public long currentWatermark() {
            return record.currentWatermark();
        }

        @Override
        public Long timestamp() {
            return record.timestamp();
        }
    }
}

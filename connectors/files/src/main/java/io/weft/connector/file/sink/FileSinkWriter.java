package io.weft.connector.file.sink;

import io.weft.api.sink.CommittingSinkWriter;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes one subtask's records to their buckets. */
final class FileSinkWriter<IN> implements CommittingSinkWriter<IN, FileSinkCommittable> {

    /** A clock is read once for so many records. */
    private static final int RECORDS_A_TICK = 64;

    private final FileSink.Settings<IN> settings;
    private final WriterIdentity identity;
    private final AssignerContext assignerContext;
    private final Map<String, Bucket<IN>> buckets = new LinkedHashMap<>();
    private int recordsToTick;
    private long nowMs;

    FileSinkWriter(FileSink.Settings<IN> settings, WriterIdentity identity) {
        this.settings = settings;
        this.identity = identity;
        this.assignerContext = new AssignerContext(settings.clock());
    }

    @Override
    public void write(IN element, Context context) throws IOException {
        if (recordsToTick-- == 0) {
            recordsToTick = RECORDS_A_TICK;
            tick();
        }
        assignerContext.record = context;
        String bucketId = settings.bucketAssigner().getBucketId(element, assignerContext);
        Bucket<IN> bucket = buckets.get(bucketId);
        if (bucket == null) {
            bucket = Bucket.open(bucketId, settings, identity);
            buckets.put(bucketId, bucket);
        }
        bucket.write(element, nowMs);
    }

    private void tick() throws IOException {
        nowMs = settings.clock().millis();
        for (Bucket<IN> bucket : buckets.values()) {
            bucket.onTime(nowMs);
        }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
        for (Bucket<IN> bucket : buckets.values()) {
            bucket.finishPart();
        }
    }

    @Override
    public Collection<FileSinkCommittable> prepareCommit() {
        List<FileSinkCommittable> committables = new ArrayList<>();
        buckets.values().removeIf(bucket -> {
            List<FileSinkCommittable> finished = bucket.takeFinished();
            committables.addAll(finished);
            // A bucket that got no record since the last commit is opened anew should one come: buckets of the past do
            // not pile up.
            return finished.isEmpty();
        });
        return committables;
    }

    @Override
    public void close() throws IOException {
        for (Bucket<IN> bucket : buckets.values()) {
            bucket.abort();
        }
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

package io.weft.api.source.lib;

import io.weft.api.source.InputStatus;
import io.weft.api.source.ReaderOutput;
import io.weft.api.source.SourceEvent;
import io.weft.api.source.SourceReader;
import io.weft.api.source.SourceSplit;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Another reader, which emits one record a poll at most, polled only as often as a limiter allows. */
@SuppressWarnings("try") // the other reader's closing may throw whatever it needs
public class RateLimitedSourceReader<E, SplitT extends SourceSplit> implements SourceReader<E, SplitT> {

    private final SourceReader<E, SplitT> reader;
    private final RateLimiter limiter;
    private CompletableFuture<Void> permit;

    public RateLimitedSourceReader(SourceReader<E, SplitT> reader, RateLimiter limiter) {
        this.reader = reader;
        this.limiter = limiter;
    }

    @Override
    public void start() {
        reader.start();
    }

    /** A permit is used up by a poll that had something to read, not by one that waited for splits. */
    @Override
    public InputStatus pollNext(ReaderOutput<E> output) throws Exception {
        if (!permit().isDone()) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        InputStatus status = reader.pollNext(output);
        if (status != InputStatus.MORE_AVAILABLE) {
            return status;
        }
        permit = null;
        return permit().isDone() ? InputStatus.MORE_AVAILABLE : InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return permit().isDone() ? reader.isAvailable() : permit();
    }

    @Override
    public List<SplitT> snapshotState(long checkpointId) {
        return reader.snapshotState(checkpointId);
    }

    @Override
    public void addSplits(List<SplitT> splits) {
        reader.addSplits(splits);
    }

    @Override
    public void notifyNoMoreSplits() {
        reader.notifyNoMoreSplits();
    }

    @Override
    public void handleSourceEvents(SourceEvent sourceEvent) {
        reader.handleSourceEvents(sourceEvent);
    }

    @Override
    public void close() throws Exception {
        reader.close();
    }

    private CompletableFuture<Void> permit() {
        if (permit == null) {
            permit = limiter.acquire().toCompletableFuture();
        }
        return permit;
    }
}

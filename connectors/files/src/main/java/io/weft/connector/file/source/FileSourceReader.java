package io.weft.connector.file.source;

import io.weft.api.source.InputStatus;
import io.weft.api.source.ReaderOutput;
import io.weft.api.source.SourceReader;
import io.weft.api.source.SourceReaderContext;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/** Reads one split after the other, asking for the next when one is done. Reads on the task's thread: no hand-over a record. */
final class FileSourceReader<T> implements SourceReader<T, FileSourceSplit> {

    private final SourceReaderContext context;
    private final StreamFormat<T> format;
    private final Queue<FileSourceSplit> splits = new ArrayDeque<>();
    private OpenSplit<T> current;
    private boolean noMoreSplits;
    private CompletableFuture<Void> available = new CompletableFuture<>();

    FileSourceReader(SourceReaderContext context, StreamFormat<T> format) {
        this.context = context;
        this.format = format;
    }

    @Override
    public void start() {
        // A reader that was restored has splits already and asks when it has read them.
        if (splits.isEmpty()) {
            context.sendSplitRequest();
        }
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) throws IOException {
        if (current == null && !openNext()) {
            return noMoreSplits ? InputStatus.END_OF_INPUT : nothingAvailable();
        }
        T record = current.read();
        if (record != null) {
            output.collect(record);
        } else {
            closeCurrent();
        }
        return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public List<FileSourceSplit> snapshotState(long checkpointId) {
        List<FileSourceSplit> unread = new ArrayList<>(splits);
        if (current != null) {
            unread.add(0, current.snapshot());
        }
        return unread;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        boolean something = current != null || !splits.isEmpty() || noMoreSplits;
        return something ? CompletableFuture.completedFuture(null) : available;
    }

    @Override
    public void addSplits(List<FileSourceSplit> added) {
        splits.addAll(added);
        available.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        noMoreSplits = true;
        available.complete(null);
    }

    @Override
    public void close() throws IOException {
        if (current != null) {
            current.close();
        }
    }

    private InputStatus nothingAvailable() {
        if (available.isDone()) {
            available = new CompletableFuture<>();
        }
        return InputStatus.NOTHING_AVAILABLE;
    }

    private boolean openNext() throws IOException {
        FileSourceSplit next = splits.poll();
        if (next == null) {
            return false;
        }
        current = OpenSplit.open(next, format, context.getConfiguration());
        return true;
    }

    private void closeCurrent() throws IOException {
        current.close();
        current = null;
        if (splits.isEmpty() && !noMoreSplits) {
            context.sendSplitRequest();
        }
    }
}

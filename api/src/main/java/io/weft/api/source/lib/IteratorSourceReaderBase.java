package io.weft.api.source.lib;

import io.weft.api.source.InputStatus;
import io.weft.api.source.ReaderOutput;
import io.weft.api.source.SourceReader;
import io.weft.api.source.SourceReaderContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/**
 * Reads splits by iterating over them, one after another, and asks for the next when it has none.
 *
 * @param <E> what the iterators give
 * @param <O> what is emitted for it
 */
public abstract class IteratorSourceReaderBase<
                E, O, IterT extends Iterator<E>, SplitT extends IteratorSourceSplit<E, IterT>>
        implements SourceReader<O, SplitT> {

    private final SourceReaderContext context;
    private final Queue<SplitT> remaining = new ArrayDeque<>();
    private CompletableFuture<Void> available = new CompletableFuture<>();
    private SplitT split;
    private IterT iterator;
    private boolean noMoreSplits;

    protected IteratorSourceReaderBase(SourceReaderContext context) {
        this.context = context;
    }

    /** What is emitted for an element. */
    protected abstract O convert(E value) throws Exception;

    @Override
    public void start() {
        if (remaining.isEmpty() && split == null) {
            context.sendSplitRequest();
        }
    }

    @Override
    public InputStatus pollNext(ReaderOutput<O> output) throws Exception {
        if (iterator == null && !nextSplit()) {
            return noMoreSplits ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
        }
        if (iterator.hasNext()) {
            output.collect(convert(iterator.next()));
        }
        if (!iterator.hasNext()) {
            finishSplit();
        }
        return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return available;
    }

    @Override
    public void addSplits(List<SplitT> splits) {
        remaining.addAll(splits);
        available.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        noMoreSplits = true;
        available.complete(null);
    }

    @Override
    @SuppressWarnings("unchecked") // what is left of a split has the split's class
    public List<SplitT> snapshotState(long checkpointId) {
        List<SplitT> splits = new ArrayList<>();
        if (iterator != null) {
            splits.add((SplitT) split.getUpdatedSplitForIterator(iterator));
        }
        splits.addAll(remaining);
        return splits;
    }

    @Override
    public void close() {}

    private boolean nextSplit() {
        split = remaining.poll();
        iterator = split == null ? null : split.getIterator();
        return split != null;
    }

    private void finishSplit() {
        split = null;
        iterator = null;
        if (remaining.isEmpty() && !noMoreSplits) {
            available = new CompletableFuture<>();
            context.sendSplitRequest();
        }
    }
}

package io.weft.api.source;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;

/** What an enumerator may do. Used on the enumerator's thread, save where said. */
public interface SplitEnumeratorContext<SplitT extends SourceSplit> {

    void sendEventToSourceReader(int subtaskId, SourceEvent event);

    /** How many readers there are, registered or not. */
    int currentParallelism();

    /** The readers that have registered and not failed since, by subtask. */
    Map<Integer, ReaderInfo> registeredReaders();

    /** Hands splits to registered readers. */
    void assignSplits(SplitsAssignment<SplitT> newSplitAssignments);

    /** Hands a split to a registered reader. */
    default void assignSplit(SplitT split, int subtask) {
        assignSplits(new SplitsAssignment<>(split, subtask));
    }

    /** Tells a reader that it gets no split any more: it ends after those it has. */
    void signalNoMoreSplits(int subtask);

    /** Runs {@code callable}, which may block, on another thread, and then {@code handler} on the enumerator's thread. */
    <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler);

    /** Does the same again and again. The callable is never run twice at once. */
    <T> void callAsync(
            Callable<T> callable, BiConsumer<T, Throwable> handler, long initialDelayMillis, long periodMillis);

    /** Has {@code runnable} run on the enumerator's thread. May be called on any thread. */
    void runInCoordinatorThread(Runnable runnable);
}

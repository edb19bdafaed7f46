package io.weft.connector.file.source;

import io.weft.api.source.ReaderInfo;
import io.weft.api.source.SourceEvent;
import io.weft.api.source.SplitEnumeratorContext;
import io.weft.api.source.SplitsAssignment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;

/** Keeps what an enumerator assigns, and runs its periodic work when a test says so. */
final class FakeEnumeratorContext implements SplitEnumeratorContext<FileSourceSplit> {

    final Map<Integer, List<FileSourceSplit>> assigned = new HashMap<>();
    final Set<Integer> ended = new HashSet<>();
    long periodMs;
    private final int parallelism;
    private Runnable periodicWork = () -> {};

    FakeEnumeratorContext(int parallelism) {
        this.parallelism = parallelism;
    }

    void runPeriodicWork() {
        periodicWork.run();
    }

    List<String> assignedTo(int subtask) {
        return assigned.getOrDefault(subtask, List.of()).stream()
                .map(split -> split.path().getName())
                .toList();
    }

    @Override
    public void sendEventToSourceReader(int subtaskId, SourceEvent event) {}

    @Override
    public int currentParallelism() {
        return parallelism;
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
        return Map.of();
    }

    @Override
    public void assignSplits(SplitsAssignment<FileSourceSplit> newSplitAssignments) {
        newSplitAssignments
                .assignment()
                .forEach((subtask, splits) -> assigned.computeIfAbsent(subtask, unused -> new ArrayList<>())
                        .addAll(splits));
    }

    @Override
    public void signalNoMoreSplits(int subtask) {
        ended.add(subtask);
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
        call(callable, handler);
    }

    @Override
    public <T> void callAsync(
            Callable<T> callable, BiConsumer<T, Throwable> handler, long initialDelayMillis, long periodMillis) {
        periodMs = periodMillis;
        periodicWork = () -> call(callable, handler);
    }

    @Override
    public void runInCoordinatorThread(Runnable runnable) {
        runnable.run();
    }

    private static <T> void call(Callable<T> callable, BiConsumer<T, Throwable> handler) {
        T result;
        try {
            result = callable.call();
        } catch (Exception e) {
            handler.accept(null, e);
            return;
        }
        handler.accept(result, null);
    }
}

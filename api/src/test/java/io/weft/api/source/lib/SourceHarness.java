package io.weft.api.source.lib;

import io.weft.api.config.Configuration;
import io.weft.api.eventtime.Watermark;
import io.weft.api.source.InputStatus;
import io.weft.api.source.ReaderInfo;
import io.weft.api.source.ReaderOutput;
import io.weft.api.source.Source;
import io.weft.api.source.SourceEvent;
import io.weft.api.source.SourceOutput;
import io.weft.api.source.SourceReader;
import io.weft.api.source.SourceReaderContext;
import io.weft.api.source.SourceSplit;
import io.weft.api.source.SplitEnumerator;
import io.weft.api.source.SplitEnumeratorContext;
import io.weft.api.source.SplitsAssignment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;

/** Runs a source by hand, with its enumerator and its readers on the test's thread. */
final class SourceHarness<T, SplitT extends SourceSplit, ChkT> {

    private final int parallelism;
    private final Map<Integer, SourceReader<T, SplitT>> readers = new HashMap<>();
    private final List<List<T>> emitted = new ArrayList<>();
    private final SplitEnumerator<SplitT, ChkT> enumerator;

    SourceHarness(Source<T, SplitT, ChkT> source, int parallelism) throws Exception {
        this.parallelism = parallelism;
        enumerator = source.createEnumerator(new EnumeratorContext());
        enumerator.start();
        for (int subtask = 0; subtask < parallelism; subtask++) {
            emitted.add(new ArrayList<>());
            readers.put(subtask, source.createReader(new ReaderContext(subtask)));
            enumerator.addReader(subtask);
            readers.get(subtask).start();
        }
    }

    SourceReader<T, SplitT> reader(int subtask) {
        return readers.get(subtask);
    }

    InputStatus poll(int subtask) throws Exception {
        return readers.get(subtask).pollNext(new Output<>(emitted.get(subtask)));
    }

    /** Polls all readers in turn until they end; what each has emitted. */
    List<List<T>> runToEnd() throws Exception {
        boolean all = false;
        while (!all) {
            all = true;
            for (int subtask = 0; subtask < parallelism; subtask++) {
                all &= poll(subtask) == InputStatus.END_OF_INPUT;
            }
        }
        return emitted;
    }

    List<T> emittedBy(int subtask) {
        return emitted.get(subtask);
    }

    private final class ReaderContext implements SourceReaderContext {
        private final int subtask;

        ReaderContext(int subtask) {
            this.subtask = subtask;
        }

        @Override
        public Configuration getConfiguration() {
            return new Configuration();
        }

        @Override
        public String getLocalHostName() {
            return "localhost";
        }

        @Override
        public int getIndexOfSubtask() {
            return subtask;
        }

        @Override
        public void sendSplitRequest() {
            enumerator.handleSplitRequest(subtask, "localhost");
        }

        @Override
        public void sendSourceEventToCoordinator(SourceEvent sourceEvent) {
            enumerator.handleSourceEvent(subtask, sourceEvent);
        }

        @Override
        public int currentParallelism() {
            return parallelism;
        }
    }

    private final class EnumeratorContext implements SplitEnumeratorContext<SplitT> {
        @Override
        public void sendEventToSourceReader(int subtaskId, SourceEvent event) {
            readers.get(subtaskId).handleSourceEvents(event);
        }

        @Override
        public int currentParallelism() {
            return parallelism;
        }

        @Override
        public Map<Integer, ReaderInfo> registeredReaders() {
            Map<Integer, ReaderInfo> result = new HashMap<>();
            readers.keySet().forEach(subtask -> result.put(subtask, new ReaderInfo(subtask, "localhost")));
            return result;
        }

        @Override
        public void assignSplits(SplitsAssignment<SplitT> newSplitAssignments) {
            newSplitAssignments
                    .assignment()
                    .forEach((subtask, splits) -> readers.get(subtask).addSplits(splits));
        }

        @Override
        public void signalNoMoreSplits(int subtask) {
            readers.get(subtask).notifyNoMoreSplits();
        }

        @Override
        public <X> void callAsync(Callable<X> callable, BiConsumer<X, Throwable> handler) {
            throw new UnsupportedOperationException("These sources have nothing to wait for.");
        }

        @Override
        public <X> void callAsync(
                Callable<X> callable, BiConsumer<X, Throwable> handler, long initialDelayMillis, long periodMillis) {
            throw new UnsupportedOperationException("These sources have nothing to wait for.");
        }

        @Override
        public void runInCoordinatorThread(Runnable runnable) {
            runnable.run();
        }
    }

    private record Output<T>(List<T> records) implements ReaderOutput<T> {
        @Override
        public void collect(T record) {
            records.add(record);
        }

        @Override
        public void collect(T record, long timestamp) {
            records.add(record);
        }

        @Override
        public SourceOutput<T> createOutputForSplit(String splitId) {
            return this;
        }

        @Override
        public void releaseOutputForSplit(String splitId) {}

        @Override
        public void emitWatermark(Watermark watermark) {}

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}
    }
}

package io.weft.runtime.source;

import io.weft.api.serialization.SimpleVersionedSerializer;
import io.weft.api.source.ReaderInfo;
import io.weft.api.source.Source;
import io.weft.api.source.SourceEvent;
import io.weft.api.source.SourceSplit;
import io.weft.api.source.SplitEnumerator;
import io.weft.api.source.SplitEnumeratorContext;
import io.weft.api.source.SplitsAssignment;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.Failure;
import io.weft.model.OperatorId;
import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.model.checkpoint.EnumeratorSnapshot;
import io.weft.model.message.SourceMessage;
import io.weft.model.message.TaskDeployment.Peer;
import io.weft.state.snapshot.SnapshotWork;
import io.weft.state.snapshot.StateReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a source's split enumerator, in the TaskManager of the source's subtask 0 and on a thread of its own, and remembers which reader
 * has which splits, so that they go back when a reader is lost. It outlives subtask 0, whose reader may be done before the others.
 */
public final class EnumeratorHost implements SplitEnumeratorContext<SourceSplit>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EnumeratorHost.class);

    private final Source<?, SourceSplit, Object> source;
    private final Origin origin;
    private final String name;
    private final int parallelism;
    private final ClassLoader userCode;
    private final BiConsumer<Peer, SourceMessage.ToReader> toReaders;
    private final EnumeratorThreads threads;

    // The rest belongs to the enumerator's thread.
    private final Map<Integer, Reader> readers = new TreeMap<>();
    private SplitEnumerator<SourceSplit, Object> enumerator;
    private Failure failure;

    /** A reader and what it was given. */
    private record Reader(Peer peer, List<SourceSplit> assigned) {}

    /** The last checkpoint that the enumerator was part of. */
    private CheckpointBarrier lastBarrier;

    /**
     * Where an enumerator begins.
     *
     * @param operator the source
     * @param restored what it remembers; null if it starts from nothing
     */
    public record Origin(Source<?, ?, ?> source, OperatorId operator, EnumeratorSnapshot restored) {}

    /**
     * @param name of the source, for people
     * @param parallelism how many readers there are
     * @param toReaders carries messages to readers, here and in other TaskManagers
     */
    public EnumeratorHost(
            Origin origin,
            String name,
            int parallelism,
            ClassLoader userCode,
            BiConsumer<Peer, SourceMessage.ToReader> toReaders) {
        this.source = splitSource(origin.source);
        this.origin = origin;
        this.name = name;
        this.parallelism = parallelism;
        this.userCode = userCode;
        this.toReaders = toReaders;
        this.threads = new EnumeratorThreads(name, userCode);
    }

    @SuppressWarnings("unchecked") // splits go back only to the source they came from
    private static Source<?, SourceSplit, Object> splitSource(Source<?, ?, ?> source) {
        return (Source<?, SourceSplit, Object>) source;
    }

    /** Starts the enumerator. Called once. */
    public void start() {
        run(() -> {
            enumerator = origin.restored == null ? source.createEnumerator(this) : restore(origin.restored);
            enumerator.start();
        });
    }

    private SplitEnumerator<SourceSplit, Object> restore(EnumeratorSnapshot snapshot) throws Exception {
        try (StateReader reader = new StateReader()) {
            byte[] bytes = reader.read(snapshot.bytes(), snapshot.crc32c());
            Object remembered = source.getEnumeratorCheckpointSerializer().deserialize(snapshot.version(), bytes);
            return source.restoreEnumerator(this, remembered);
        }
    }

    /**
     * Makes the enumerator's part of a checkpoint and then has the readers make theirs. Any thread.
     *
     * @return completed on the enumerator's thread
     */
    public CompletableFuture<SnapshotWork<EnumeratorSnapshot>> checkpoint(CheckpointBarrier barrier) {
        CompletableFuture<SnapshotWork<EnumeratorSnapshot>> made = new CompletableFuture<>();
        threads.execute(() -> {
            if (failure != null) {
                made.completeExceptionally(new IllegalStateException(
                        "The split enumerator of " + name + " has failed: " + failure.summary()));
                return;
            }
            try {
                Object remembered = enumerator.snapshotState(barrier.checkpoint());
                SimpleVersionedSerializer<Object> serializer = source.getEnumeratorCheckpointSerializer();
                made.complete(
                        new EnumeratorWork(origin.operator, serializer.getVersion(), serializer.serialize(remembered)));
            } catch (Throwable e) {
                made.completeExceptionally(e);
                return;
            }
            lastBarrier = barrier;
            readers.values().forEach(reader -> tellCheckpoint(reader.peer));
        });
        return made;
    }

    private void tellCheckpoint(Peer reader) {
        if (lastBarrier != null) {
            toReaders.accept(reader, new SourceMessage.EnumeratorCheckpointed(reader.attempt(), lastBarrier));
        }
    }

    /** Any thread. */
    public void checkpointCompleted(long checkpoint) {
        run(() -> enumerator.notifyCheckpointComplete(checkpoint));
    }

    /** Any thread. */
    public void checkpointAborted(long checkpoint) {
        run(() -> enumerator.notifyCheckpointAborted(checkpoint));
    }

    /** A message from a reader. Any thread. */
    public void onMessage(SourceMessage.ToEnumerator message) {
        run(() -> handle(message));
        if (message instanceof SourceMessage.ReaderStarted started) {
            threads.execute(() -> tellFailure(new Peer(started.reader(), started.location())));
        }
    }

    private void handle(SourceMessage.ToEnumerator message) throws Exception {
        int subtask = message.reader().subtask();
        if (message instanceof SourceMessage.ReaderStarted started) {
            onReaderStarted(started);
        } else if (!isCurrent(message.reader())) {
            LOG.debug("{}: {} comes from a reader that is gone", name, message);
        } else if (message instanceof SourceMessage.SplitRequested request) {
            enumerator.handleSplitRequest(subtask, request.host());
        } else if (message instanceof SourceMessage.EventToEnumerator event) {
            enumerator.handleSourceEvent(subtask, EventCodec.read(event.event(), userCode));
        }
    }

    private boolean isCurrent(ExecutionAttemptId reader) {
        Reader known = readers.get(reader.subtask());
        return known != null && known.peer.attempt().equals(reader);
    }

    private void onReaderStarted(SourceMessage.ReaderStarted started) {
        int subtask = started.reader().subtask();
        Reader before = readers.get(subtask);
        if (before != null
                && before.peer.attempt().attempt() >= started.reader().attempt()) {
            return;
        }
        if (before != null) {
            readers.remove(subtask);
            enumerator.addSplitsBack(List.copyOf(before.assigned), subtask);
        }
        Peer peer = new Peer(started.reader(), started.location());
        readers.put(subtask, new Reader(peer, new ArrayList<>()));
        // It was not there when the others were told; whatever it is given now, the checkpoint has not seen.
        tellCheckpoint(peer);
        enumerator.addReader(subtask);
    }

    /** Runs something of the enumerator's. If it fails the source has failed, which all readers are told, those too that come later. */
    private void run(EnumeratorThreads.Action action) {
        threads.execute(() -> {
            if (failure == null) {
                try {
                    action.run();
                } catch (Throwable e) {
                    LOG.warn("The split enumerator of {} failed", name, e);
                    failure = Failure.of(e);
                    readers.values().forEach(reader -> tellFailure(reader.peer));
                }
            }
        });
    }

    private void tellFailure(Peer reader) {
        if (failure != null) {
            toReaders.accept(reader, new SourceMessage.EnumeratorFailed(reader.attempt(), failure));
        }
    }

    private Reader registered(int subtask) {
        Reader reader = readers.get(subtask);
        if (reader == null) {
            throw new IllegalArgumentException("The enumerator of " + name + " addresses reader " + subtask
                    + ", but registered are only " + readers.keySet());
        }
        return reader;
    }

    @Override
    public void assignSplits(SplitsAssignment<SourceSplit> newSplitAssignments) {
        newSplitAssignments.assignment().forEach((subtask, splits) -> {
            Reader reader = registered(subtask);
            reader.assigned.addAll(splits);
            toReaders.accept(reader.peer, assigned(reader, splits));
        });
    }

    private SourceMessage.SplitsAssigned assigned(Reader reader, List<SourceSplit> splits) {
        var serializer = source.getSplitSerializer();
        List<byte[]> serialized = new ArrayList<>();
        for (SourceSplit split : splits) {
            try {
                serialized.add(serializer.serialize(split));
            } catch (IOException e) {
                throw new IllegalStateException("Cannot serialize split " + split.splitId() + " of " + name, e);
            }
        }
        return new SourceMessage.SplitsAssigned(reader.peer.attempt(), serializer.getVersion(), serialized);
    }

    @Override
    public void signalNoMoreSplits(int subtask) {
        Reader reader = registered(subtask);
        toReaders.accept(reader.peer, new SourceMessage.NoMoreSplits(reader.peer.attempt()));
    }

    @Override
    public void sendEventToSourceReader(int subtaskId, SourceEvent event) {
        Reader reader = registered(subtaskId);
        toReaders.accept(reader.peer, new SourceMessage.EventToReader(reader.peer.attempt(), EventCodec.write(event)));
    }

    @Override
    public int currentParallelism() {
        return parallelism;
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
        Map<Integer, ReaderInfo> infos = new HashMap<>();
        readers.forEach((subtask, reader) -> infos.put(
                subtask, new ReaderInfo(subtask, reader.peer.location().host())));
        return infos;
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
        threads.callAside(callable, (result, thrown) -> run(() -> handler.accept(result, thrown)));
    }

    @Override
    public <T> void callAsync(
            Callable<T> callable, BiConsumer<T, Throwable> handler, long initialDelayMillis, long periodMillis) {
        threads.callAsideAgainAndAgain(
                callable,
                (result, thrown) -> run(() -> handler.accept(result, thrown)),
                initialDelayMillis,
                periodMillis);
    }

    @Override
    public void runInCoordinatorThread(Runnable runnable) {
        run(runnable::run);
    }

    /** Closes the enumerator, on its own thread, and ends its threads. Does not wait for it. */
    @Override
    public void close() {
        threads.shutDownAfter(() -> {
            if (enumerator != null) {
                enumerator.close();
            }
        });
    }
}

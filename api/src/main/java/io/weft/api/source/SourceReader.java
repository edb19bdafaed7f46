package io.weft.api.source;

import io.weft.api.checkpoint.CheckpointListener;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Reads the splits of one subtask. Every method is called on the task's thread and must not block. */
@SuppressWarnings("try") // closing may throw whatever the user needs, an interruption too
public interface SourceReader<T, SplitT extends SourceSplit> extends AutoCloseable, CheckpointListener {

    /** Called once, before every other method. */
    void start();

    /**
     * Emits the next record. More than one may be emitted, but the engine counts polls to stay responsive.
     *
     * @throws Exception to fail the task
     */
    InputStatus pollNext(ReaderOutput<T> output) throws Exception;

    /** The splits as far as they have been read: who gets them goes on where this reader stands. */
    List<SplitT> snapshotState(long checkpointId);

    /** Completed as soon as there may be something to read. May be completed on any thread. */
    CompletableFuture<Void> isAvailable();

    void addSplits(List<SplitT> splits);

    /** No split comes any more. */
    void notifyNoMoreSplits();

    /** The enumerator has sent a message. */
    default void handleSourceEvents(SourceEvent sourceEvent) {}

    /** The snapshot made for this checkpoint will not be asked for anything older; a source may acknowledge what is before it. */
    @Override
    default void notifyCheckpointComplete(long checkpointId) throws Exception {}
}

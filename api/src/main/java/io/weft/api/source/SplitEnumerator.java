package io.weft.api.source;

import io.weft.api.checkpoint.CheckpointListener;
import java.io.IOException;
import java.util.List;

/** Finds a source's splits and hands them to readers. One a source; every method is called on its own thread. */
public interface SplitEnumerator<SplitT extends SourceSplit, CheckpointT> extends AutoCloseable, CheckpointListener {

    /** Called once, before every other method. */
    void start();

    /**
     * A reader asks for a split.
     *
     * @param requesterHostname the host the reader runs on, or null if it is not known
     */
    void handleSplitRequest(int subtaskId, String requesterHostname);

    /** A reader has failed; these splits were assigned to it since the last checkpoint and must be handed out again. */
    void addSplitsBack(List<SplitT> splits, int subtaskId);

    /** A reader has registered. */
    void addReader(int subtaskId);

    /** What is to be remembered. Splits that were assigned belong to their readers' snapshots. */
    CheckpointT snapshotState(long checkpointId) throws Exception;

    @Override
    void close() throws IOException;

    /** A reader has sent a message. */
    default void handleSourceEvent(int subtaskId, SourceEvent sourceEvent) {
        throw new UnsupportedOperationException(getClass().getName() + " handles no source events, but got "
                + sourceEvent + " from subtask " + subtaskId + ".");
    }

    /** The snapshot made for this checkpoint will not be asked for anything older; a source may acknowledge what is before it. */
    @Override
    default void notifyCheckpointComplete(long checkpointId) throws Exception {}
}

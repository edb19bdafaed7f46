package io.weft.api.source;

import io.weft.api.config.Configuration;

/** What a reader may do. Used on the task's thread, save where said. */
public interface SourceReaderContext {

    /** The job's settings. */
    Configuration getConfiguration();

    String getLocalHostName();

    int getIndexOfSubtask();

    /** Asks the enumerator for a split. May be called on any thread. */
    void sendSplitRequest();

    /** Sends a message to the enumerator. May be called on any thread. */
    void sendSourceEventToCoordinator(SourceEvent sourceEvent);

    /** How many readers there are. */
    int currentParallelism();
}

package io.weft.runtime.taskmanager;

import io.weft.model.message.SourceMessage;
import io.weft.model.message.TaskDeployment.Peer;

/**
 * Carries messages between readers and enumerators in different TaskManagers; there, {@link TaskManager#requestDelivery} takes them.
 * Messages to one TaskManager arrive in order; they are lost only if that TaskManager is. Thread-safe.
 */
@FunctionalInterface
public interface SourceLink {

    /** @param to the reader's task, or the task of subtask 0 whose TaskManager hosts the enumerator */
    void send(Peer to, SourceMessage message);
}

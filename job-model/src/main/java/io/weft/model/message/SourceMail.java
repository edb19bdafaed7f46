package io.weft.model.message;

import io.weft.model.ExecutionAttemptId;
import java.util.Objects;

/**
 * Carries a message of a source's from one TaskManager to another.
 *
 * @param to the reader's task, or the task of subtask 0 whose TaskManager hosts the enumerator
 */
public record SourceMail(ExecutionAttemptId to, SourceMessage message) {
    public SourceMail {
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(message, "message");
    }
}

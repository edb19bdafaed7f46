package io.weft.api.sink;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a subtask of a {@link TwoPhaseCommitSinkFunction} remembers in a checkpoint.
 *
 * @param current the transaction that was begun with the checkpoint; aborted when the job is restored from it
 * @param pending those that were prepared up to the checkpoint and not yet known as committed; committed when the job is restored from it
 */
record SinkTransactions<TXN, CONTEXT>(Begun<TXN> current, List<Begun<TXN>> pending, Optional<CONTEXT> context) {
    SinkTransactions {
        Objects.requireNonNull(current, "current");
        pending = List.copyOf(pending);
        Objects.requireNonNull(context, "context");
    }

    /**
     * A transaction.
     *
     * @param handle by which the user knows it
     * @param sinceMs when it was begun, in ms since the epoch
     */
    record Begun<TXN>(TXN handle, long sinceMs) {
        Begun {
            Objects.requireNonNull(handle, "handle");
        }
    }
}

package io.weft.model;

import java.util.Objects;

/**
 * Names the channel between two running tasks along one edge. It holds both attempts, so what a former attempt sent can never reach
 * a later one.
 *
 * @param edge index of the edge in its JobGraph
 */
public record ChannelId(int edge, ExecutionAttemptId producer, ExecutionAttemptId consumer) {
    public ChannelId {
        Objects.requireNonNull(producer, "producer");
        Objects.requireNonNull(consumer, "consumer");
    }
}

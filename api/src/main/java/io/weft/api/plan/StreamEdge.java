package io.weft.api.plan;

import io.weft.api.functions.OutputTag;
import java.util.Objects;

/**
 * One upstream of a node.
 *
 * @param source the producing node
 * @param tag the side output that is consumed, or null for the main output
 * @param partitioning how records are spread over the consumer's subtasks, or null if the program did not say: forward where the
 *     parallelisms are equal, else rebalance
 */
public record StreamEdge(StreamNode source, OutputTag<?> tag, Partitioning partitioning) {
    public StreamEdge {
        Objects.requireNonNull(source, "source");
    }
}

package io.weft.api.plan;

import io.weft.api.config.Configuration;
import java.util.List;
import java.util.Objects;

/**
 * A program as it was written: operators and edges, before anything is decided about fusing and placing them.
 *
 * @param jobName what people see
 * @param nodes every node comes after the nodes it consumes
 * @param configuration the environment's settings, the defaults of the nodes among them
 */
public record StreamGraph(String jobName, List<StreamNode> nodes, Configuration configuration) {
    public StreamGraph {
        Objects.requireNonNull(jobName, "jobName");
        nodes = List.copyOf(nodes);
    }
}

package io.weft.api.plan;

import io.weft.api.config.Configuration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

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

    /** The graph of some nodes and of all that they consume. */
    public static StreamGraph of(String jobName, Collection<StreamNode> nodes, Configuration configuration) {
        NavigableMap<Integer, StreamNode> byId = new TreeMap<>();
        Deque<StreamNode> toVisit = new ArrayDeque<>(nodes);
        while (!toVisit.isEmpty()) {
            StreamNode node = toVisit.pop();
            if (byId.put(node.id(), node) == null) {
                node.inputs().forEach(input -> input.edges().forEach(edge -> toVisit.push(edge.source())));
            }
        }
        return new StreamGraph(jobName, List.copyOf(byId.values()), configuration);
    }
}

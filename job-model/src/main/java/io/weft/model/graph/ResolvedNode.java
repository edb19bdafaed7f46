package io.weft.model.graph;

import io.weft.api.plan.InvalidProgramException;
import io.weft.api.plan.OperatorSpec;
import io.weft.api.plan.Partitioning;
import io.weft.api.plan.StreamEdge;
import io.weft.api.plan.StreamNode;
import io.weft.api.plan.StreamNode.Chaining;
import io.weft.model.OperatorId;
import java.util.ArrayList;
import java.util.List;

/** A {@link StreamNode} with everything decided that the program left open. Owned by one compilation. */
final class ResolvedNode {

    final StreamNode node;
    final OperatorId id;
    final int parallelism;
    final int maxParallelism;
    final String slotSharingGroup;
    final long bufferTimeoutMs;
    final List<Edge> outputs = new ArrayList<>();

    /** The edges of all inputs; the index of an input is {@link Edge#input}. */
    final List<Edge> inputs = new ArrayList<>();

    /** An edge between two nodes, its partitioning decided. */
    record Edge(ResolvedNode source, ResolvedNode target, int input, StreamEdge edge, Partitioning partitioning) {}

    ResolvedNode(
            StreamNode node,
            OperatorId id,
            int parallelism,
            int maxParallelism,
            String slotSharingGroup,
            long bufferTimeoutMs) {
        this.node = node;
        this.id = id;
        this.parallelism = parallelism;
        this.maxParallelism = maxParallelism;
        this.slotSharingGroup = slotSharingGroup;
        this.bufferTimeoutMs = bufferTimeoutMs;
    }

    /** Adds an edge from {@code source} to this node, on both sides. */
    void consume(ResolvedNode source, int input, StreamEdge edge) {
        Edge resolved = new Edge(source, this, input, edge, partitioning(source, edge));
        inputs.add(resolved);
        source.outputs.add(resolved);
    }

    private Partitioning partitioning(ResolvedNode source, StreamEdge edge) {
        Partitioning asked = edge.partitioning();
        if (asked == null) {
            return source.parallelism == parallelism ? new Partitioning.Forward() : new Partitioning.Rebalance();
        }
        if (asked instanceof Partitioning.Forward && source.parallelism != parallelism) {
            throw new InvalidProgramException(
                    "forward() needs equal parallelism on both sides, but '" + source.node.name()
                            + "' has " + source.parallelism + " and '" + node.name() + "' has " + parallelism
                            + ". Use rebalance() or rescale(), or set both to one parallelism.");
        }
        return asked;
    }

    /** True if this node runs in one chain with the node it consumes: the call replaces the channel. */
    boolean isChained() {
        if (inputs.size() != 1 || node.chaining() != Chaining.ALWAYS) {
            return false;
        }
        Edge edge = inputs.get(0);
        ResolvedNode source = edge.source;
        return edge.partitioning instanceof Partitioning.Forward
                && source.node.chaining() != Chaining.NEVER
                && source.parallelism == parallelism
                && source.maxParallelism == maxParallelism
                && source.slotSharingGroup.equals(slotSharingGroup);
    }

    boolean isSource() {
        return node.spec() instanceof OperatorSpec.FromSource || node.spec() instanceof OperatorSpec.FromSourceFunction;
    }
}

package io.weft.model.graph;

import io.weft.api.functions.KeySelector;
import io.weft.api.functions.OutputTag;
import io.weft.api.plan.OperatorSpec;
import io.weft.api.plan.Partitioning;
import io.weft.api.types.TypeInformation;
import io.weft.model.OperatorId;
import java.io.Serializable;
import java.util.List;

/**
 * What a task of a vertex runs. It holds the user's functions, so it is read only with the user's class loader. Written with Java
 * serialization, the only form lambdas have; it comes from the user's own submission, like the user's jar, never from the network at
 * large.
 *
 * @param operators a tree in pre-order: operator 0 is the head, which alone reads the task's inputs
 * @param outputs the edges that leave the vertex
 * @param objectReuse the user's promise that records are never kept nor changed after they were handed on
 */
public record VertexProgram(List<OperatorNode> operators, List<Output> outputs, boolean objectReuse)
        implements Serializable {
    public VertexProgram {
        operators = List.copyOf(operators);
        outputs = List.copyOf(outputs);
    }

    /**
     * One operator of the chain.
     *
     * @param inputs for the head one for each of its inputs; for others exactly one
     * @param outputType the type of the main output; null for a sink
     * @param chained the operators that consume this one inside the chain
     */
    public record OperatorNode(
            OperatorId id,
            String name,
            OperatorSpec spec,
            List<Input> inputs,
            TypeInformation<?> outputType,
            List<ChainedEdge> chained)
            implements Serializable {
        public OperatorNode {
            inputs = List.copyOf(inputs);
            chained = List.copyOf(chained);
        }
    }

    /** An operator's input; {@code keySelector} and {@code keyType} are null if it is not keyed. */
    public record Input(TypeInformation<?> type, KeySelector<?, ?> keySelector, TypeInformation<?> keyType)
            implements Serializable {}

    /** To operator number {@code target} of the chain; of the side output {@code tag}, or of the main output if that is null. */
    public record ChainedEdge(int target, OutputTag<?> tag) implements Serializable {}

    /**
     * An edge that leaves the vertex.
     *
     * @param operator number of the operator whose records it carries
     * @param tag the side output, or null for the main one
     * @param type of the records
     * @param consumerMaxParallelism of the consuming vertex, which fixes the key groups that records are spread by
     * @param bufferTimeoutMs how long a record may wait in a partly filled batch; -1: for ever; 0: flushed at once
     */
    public record Output(
            int operator,
            OutputTag<?> tag,
            Partitioning partitioning,
            TypeInformation<?> type,
            int consumerMaxParallelism,
            long bufferTimeoutMs)
            implements Serializable {}
}

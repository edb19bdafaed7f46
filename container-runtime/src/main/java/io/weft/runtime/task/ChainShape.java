package io.weft.runtime.task;

import io.weft.api.plan.OperatorSpec;
import io.weft.model.graph.VertexProgram;
import io.weft.model.graph.VertexProgram.OperatorNode;
import io.weft.model.graph.VertexProgram.Output;
import java.lang.reflect.RecordComponent;

/** Names what a chain is made of, so that chains of the same functions share their compiled code. */
final class ChainShape {

    private ChainShape() {}

    static String of(VertexProgram program) {
        StringBuilder shape = new StringBuilder();
        for (OperatorNode node : program.operators()) {
            shape.append(node.spec().getClass().getSimpleName());
            appendFunctions(node.spec(), shape);
            shape.append(node.outputType()).append(node.chained().size()).append(' ');
        }
        for (Output output : program.outputs()) {
            shape.append(output.operator())
                    .append(output.partitioning().label())
                    .append(output.type());
        }
        return shape.toString();
    }

    private static void appendFunctions(OperatorSpec spec, StringBuilder shape) {
        for (RecordComponent component : spec.getClass().getRecordComponents()) {
            try {
                Object function = component.getAccessor().invoke(spec);
                shape.append('(').append(function.getClass().getName()).append(')');
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("Cannot look into " + spec, e);
            }
        }
    }
}

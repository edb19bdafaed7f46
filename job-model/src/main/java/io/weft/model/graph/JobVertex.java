package io.weft.model.graph;

import io.weft.model.OperatorId;
import java.util.Objects;

/**
 * A chain of operators that runs as {@code parallelism} tasks.
 *
 * @param id the id of the chain's first operator
 * @param name the names of the operators joined by an arrow
 * @param slotSharingGroup vertices of one group may share slots: subtask i of each runs in the group's slot i
 * @param program a serialized {@link VertexProgram}, which only TaskManagers read, with the user's class loader
 */
@SuppressWarnings("ArrayRecordComponent") // opaque bytes; a vertex is never compared
public record JobVertex(
        OperatorId id, String name, int parallelism, int maxParallelism, String slotSharingGroup, byte[] program) {
    public JobVertex {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(slotSharingGroup, "slotSharingGroup");
        Objects.requireNonNull(program, "program");
        if (parallelism < 1 || parallelism > maxParallelism || maxParallelism > 32768) {
            throw new IllegalArgumentException("Vertex '" + name + "' has parallelism " + parallelism
                    + " and maximum parallelism " + maxParallelism
                    + "; needed is 1 <= parallelism <= maximum parallelism <= 32768.");
        }
    }
}

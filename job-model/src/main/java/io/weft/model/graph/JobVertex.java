package io.weft.model.graph;

import io.weft.model.OperatorId;
import java.util.List;
import java.util.Objects;

/**
 * A chain of operators that runs as {@code parallelism} tasks.
 *
 * @param name the names of the operators joined by an arrow
 * @param slotSharingGroup vertices of one group may share slots: subtask i of each runs in the group's slot i
 * @param operators all of the chain, in the order of its program
 * @param program a serialized {@link VertexProgram}, which only TaskManagers read, with the user's class loader
 */
@SuppressWarnings("ArrayRecordComponent") // opaque bytes; a vertex is never compared
public record JobVertex(
        String name,
        int parallelism,
        int maxParallelism,
        String slotSharingGroup,
        List<Member> operators,
        byte[] program) {
    public JobVertex {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(slotSharingGroup, "slotSharingGroup");
        operators = List.copyOf(operators);
        Objects.requireNonNull(program, "program");
        if (parallelism < 1 || parallelism > maxParallelism || maxParallelism > 32768) {
            throw new IllegalArgumentException("Vertex '" + name + "' has parallelism " + parallelism
                    + " and maximum parallelism " + maxParallelism
                    + "; needed is 1 <= parallelism <= maximum parallelism <= 32768.");
        }
    }

    /** The id of the chain's first operator. */
    public OperatorId id() {
        return operators.get(0).id();
    }

    /**
     * An operator of the chain: what the JobManager has to know of it.
     *
     * @param id under which its state is kept
     * @param name for people
     * @param splits true if it is a source with a split enumerator
     */
    public record Member(OperatorId id, String name, boolean splits) {
        public Member {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(name, "name");
        }
    }
}

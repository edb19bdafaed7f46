package io.weft.runtime.state;

import io.weft.model.OperatorId;
import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.model.checkpoint.CheckpointOrder;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.model.checkpoint.OperatorStateSnapshot;
import io.weft.model.checkpoint.TaskRestore;
import io.weft.model.checkpoint.TaskSnapshot.OperatorSnapshot;
import io.weft.state.KeyedStateBackend;
import io.weft.state.operator.OperatorStateBackend;
import io.weft.state.snapshot.SnapshotStorage;
import io.weft.state.snapshot.SnapshotWork;
import java.util.List;

/** The state of one operator in one task: that of keys, and that of the operator itself. Owned by the task's thread. */
public final class ManagedState implements OperatorState {

    private final OperatorId id;
    private final Long restoredCheckpoint;
    private final KeyedStateBackend keyed;
    private final OperatorStateBackend lists;
    private boolean closed;

    /**
     * @param restoredCheckpoint the checkpoint that the task starts from, or null
     * @param keyed null if the operator's input has no keys or it keeps no state for them
     */
    public ManagedState(OperatorId id, Long restoredCheckpoint, KeyedStateBackend keyed, OperatorStateBackend lists) {
        this.id = id;
        this.restoredCheckpoint = restoredCheckpoint;
        this.keyed = keyed;
        this.lists = lists;
    }

    /** The checkpoint that the task started from, or null. */
    public Long restoredCheckpoint() {
        return restoredCheckpoint;
    }

    /** Null if the operator has no keyed state. */
    public KeyedStateBackend keyed() {
        return keyed;
    }

    public OperatorStateBackend lists() {
        return lists;
    }

    @Override
    public SnapshotWork<OperatorSnapshot> snapshot(CheckpointBarrier barrier) throws Exception {
        SnapshotWork<OperatorStateSnapshot> listWork = lists.isEmpty() ? null : lists.snapshot();
        SnapshotWork<KeyedSnapshot> keyedWork = keyed == null
                ? null
                : keyed.snapshot(new CheckpointOrder(barrier.checkpoint(), barrier.triggeredMs(), barrier.kind(), ""));
        return new Work(id, keyedWork, listWork);
    }

    @Override
    public void checkpointCompleted(long checkpoint) throws Exception {
        if (keyed != null) {
            keyed.checkpointCompleted(checkpoint);
        }
    }

    @Override
    public void checkpointAborted(long checkpoint) throws Exception {
        if (keyed != null) {
            keyed.checkpointAborted(checkpoint);
        }
    }

    @Override
    public void close() throws Exception {
        if (!closed && keyed != null) {
            closed = true;
            keyed.close();
        }
    }

    /** What the operator with that id gets, or null. */
    public static TaskRestore.OperatorRestore restoreOf(TaskRestore restore, OperatorId id) {
        List<TaskRestore.OperatorRestore> all = restore == null ? List.of() : restore.operators();
        return all.stream()
                .filter(operator -> operator.operator().equals(id))
                .findFirst()
                .orElse(null);
    }

    private record Work(OperatorId id, SnapshotWork<KeyedSnapshot> keyed, SnapshotWork<OperatorStateSnapshot> lists)
            implements SnapshotWork<OperatorSnapshot> {

        @Override
        public OperatorSnapshot write(SnapshotStorage storage) throws Exception {
            OperatorStateSnapshot writtenLists = null;
            try {
                writtenLists = lists == null ? null : lists.write(storage);
            } catch (Exception e) {
                if (keyed != null) {
                    keyed.discard();
                }
                throw e;
            }
            return new OperatorSnapshot(id, keyed == null ? null : keyed.write(storage), writtenLists);
        }

        @Override
        public void discard() {
            if (keyed != null) {
                keyed.discard();
            }
            if (lists != null) {
                lists.discard();
            }
        }
    }
}

package io.weft.runtime.chain;

import io.weft.api.checkpoint.CheckpointListener;
import io.weft.api.checkpoint.CheckpointedFunction;
import io.weft.api.checkpoint.FunctionInitializationContext;
import io.weft.api.checkpoint.FunctionSnapshotContext;
import io.weft.api.checkpoint.ListCheckpointed;
import io.weft.api.state.KeyedStateStore;
import io.weft.api.state.OperatorStateStore;
import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.runtime.state.JavaSerialized;
import io.weft.runtime.state.ManagedState;
import io.weft.runtime.state.VersionedList;
import java.io.Serializable;
import java.util.List;
import java.util.OptionalLong;

/** What a user's function has to do with checkpoints, if anything. Owned by the task's thread. */
public final class FunctionCheckpoints implements FunctionInitializationContext {

    /** Under which the list of a {@link ListCheckpointed} function is kept. */
    private static final String LIST = "_list_checkpointed";

    private final Object function;
    private final OperatorContext context;
    private VersionedList<Serializable> list;

    /** @param function the user's, or null */
    public FunctionCheckpoints(Object function, OperatorContext context) {
        this.function = function;
        this.context = context;
    }

    /** To be called before the function is opened. */
    public void initialize() throws Exception {
        if (function instanceof CheckpointedFunction checkpointed) {
            checkpointed.initializeState(this);
        } else if (function instanceof ListCheckpointed<?>) {
            ClassLoader userCode = context.runtime().getUserCodeClassLoader();
            list = new VersionedList<>(state(), LIST, new JavaSerialized(userCode));
            if (isRestored()) {
                restore();
            }
        }
    }

    @SuppressWarnings("unchecked") // the function gets back what it gave
    private void restore() throws Exception {
        ((ListCheckpointed<Serializable>) function).restoreState(list.get());
    }

    @SuppressWarnings("unchecked") // the list is the function's own
    public void snapshot(CheckpointBarrier barrier) throws Exception {
        if (function instanceof CheckpointedFunction checkpointed) {
            checkpointed.snapshotState(new SnapshotContext(barrier));
        } else if (function instanceof ListCheckpointed<?> checkpointed) {
            List<Serializable> items =
                    (List<Serializable>) checkpointed.snapshotState(barrier.checkpoint(), barrier.triggeredMs());
            list.set(items == null ? List.of() : items);
        }
    }

    public void completed(long checkpoint) throws Exception {
        if (function instanceof CheckpointListener listener) {
            listener.notifyCheckpointComplete(checkpoint);
        }
    }

    public void aborted(long checkpoint) throws Exception {
        if (function instanceof CheckpointListener listener) {
            listener.notifyCheckpointAborted(checkpoint);
        }
    }

    private ManagedState state() {
        return context.state();
    }

    @Override
    public boolean isRestored() {
        return state().restoredCheckpoint() != null;
    }

    @Override
    public OptionalLong getRestoredCheckpointId() {
        Long restored = state().restoredCheckpoint();
        return restored == null ? OptionalLong.empty() : OptionalLong.of(restored);
    }

    @Override
    public OperatorStateStore getOperatorStateStore() {
        return state().lists();
    }

    @Override
    public KeyedStateStore getKeyedStateStore() {
        return state().keyed() == null
                ? null
                : new KeyedStates(state().keyed(), context.runtime().getExecutionConfig());
    }

    private record SnapshotContext(CheckpointBarrier barrier) implements FunctionSnapshotContext {
        @Override
        public long getCheckpointId() {
            return barrier.checkpoint();
        }

        @Override
        public long getCheckpointTimestamp() {
            return barrier.triggeredMs();
        }
    }
}

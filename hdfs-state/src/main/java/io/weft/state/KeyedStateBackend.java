package io.weft.state;

import io.weft.api.serialization.TypeSerializer;
import io.weft.api.state.State;
import io.weft.api.state.StateDescriptor;
import io.weft.model.checkpoint.CheckpointOrder;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.state.snapshot.SnapshotWork;
import java.io.IOException;

/**
 * The keyed state of one operator in one subtask, timers included. State and timers that the operator was restored with are there from the
 * beginning; those that nobody asks for are kept and go into every snapshot. Owned by the thread of its task.
 */
public interface KeyedStateBackend extends AutoCloseable {

    /** Which key all state means from now on. Called before each record and timer. The key is one of the subtask's key groups. */
    void setCurrentKey(Object key);

    /** The key set last, or null. */
    Object currentKey();

    /**
     * The state with that description, one value a key. Asked for again, it is the same object. A reducing state is a
     * {@link FoldingState}.
     *
     * @param descriptor its serializer is initialized
     * @throws StateMigrationException if restored values can't be read with the serializer
     */
    <S extends State> S state(StateDescriptor<S, ?> descriptor) throws Exception;

    /** The same with one value a key and namespace: what windows need. */
    <N, S extends State> NamespacedState<N, S> state(StateDescriptor<S, ?> descriptor, TypeSerializer<N> namespaces)
            throws Exception;

    /** The timers with that name, which must not be that of a state. */
    <N> TimerQueue<N> timers(String name, TypeSerializer<N> namespaces) throws Exception;

    /** Has each key visited that has a value in that state, as current key. The visitor may change and clear it. */
    <S extends State> void forEachKey(StateDescriptor<S, ?> descriptor, KeyVisitor<S> visitor) throws Exception;

    /** What was restored is read, also what nobody has asked for yet: after this the files may go. Called before the first record. */
    void endRestore() throws IOException;

    /** Takes a snapshot of all that is there now. The work that is left may be done by another thread, while state goes on changing. */
    SnapshotWork<KeyedSnapshot> snapshot(CheckpointOrder order) throws Exception;

    /** A checkpoint is complete. Such news may be lost. */
    void checkpointCompleted(long id) throws Exception;

    /** A checkpoint was given up. Such news may be lost. */
    void checkpointAborted(long id) throws Exception;

    /** Lets go of everything; snapshots that are being written stay whole. */
    @Override
    void close() throws IOException;

    /** Is shown a key. */
    @FunctionalInterface
    interface KeyVisitor<S> {
        void visit(Object key, S state) throws Exception;
    }
}

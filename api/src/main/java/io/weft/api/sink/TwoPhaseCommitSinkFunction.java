package io.weft.api.sink;

import io.weft.api.checkpoint.CheckpointListener;
import io.weft.api.checkpoint.CheckpointedFunction;
import io.weft.api.checkpoint.FunctionInitializationContext;
import io.weft.api.checkpoint.FunctionSnapshotContext;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.sink.SinkTransactions.Begun;
import io.weft.api.state.ListState;
import io.weft.api.state.ListStateDescriptor;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The older kind of sink that writes in transactions of an outside system, so that each record counts there exactly once. A transaction
 * has the records between two checkpoints. It is prepared with the second of them and committed as soon as that is complete; if the
 * job fails in between, it is committed when the job is restored. So {@link #preCommit} has to make everything durable, and
 * {@link #commit} may come again for a transaction that has been committed.
 *
 * @param <IN> the records
 * @param <TXN> a handle by which a transaction can be committed or aborted by another process too
 * @param <CONTEXT> what a subtask wants to remember beside transactions, such as a pool of their ids
 */
public abstract class TwoPhaseCommitSinkFunction<IN, TXN, CONTEXT> extends RichSinkFunction<IN>
        implements CheckpointedFunction, CheckpointListener {

    private static final System.Logger LOGGER = System.getLogger("io.weft.sink");

    private final ListStateDescriptor<SinkTransactions<TXN, CONTEXT>> stateDescriptor;
    private final Clock clock;

    private long transactionTimeoutMs = Long.MAX_VALUE;
    private boolean ignoreFailuresAfterTimeout;

    /** The part of the timeout after which a commit is warned of; above 1 never. */
    private double warningRatio = Double.POSITIVE_INFINITY;

    /** Those prepared, by their checkpoint, oldest first. */
    private transient Map<Long, Begun<TXN>> pending;

    private transient Begun<TXN> current;
    private transient Optional<CONTEXT> userContext;
    private transient ListState<SinkTransactions<TXN, CONTEXT>> state;

    protected TwoPhaseCommitSinkFunction(
            TypeSerializer<TXN> transactionSerializer, TypeSerializer<CONTEXT> contextSerializer) {
        this(transactionSerializer, contextSerializer, Clock.systemUTC());
    }

    /** @param clock is serializable; tells how old transactions are */
    TwoPhaseCommitSinkFunction(
            TypeSerializer<TXN> transactionSerializer, TypeSerializer<CONTEXT> contextSerializer, Clock clock) {
        this.stateDescriptor = new ListStateDescriptor<>(
                "sink-transactions", new SinkTransactionsSerializer<>(transactionSerializer, contextSerializer));
        this.clock = clock;
    }

    /** Writes a record in the transaction. */
    protected abstract void invoke(TXN transaction, IN value, Context context) throws Exception;

    /** Begins a transaction. */
    protected abstract TXN beginTransaction() throws Exception;

    /** Makes everything written in the transaction durable; nothing more will be written in it. An exception fails the checkpoint. */
    protected abstract void preCommit(TXN transaction) throws Exception;

    /** Publishes a prepared transaction. Must succeed in the end: an exception fails the task, and the commit is repeated. */
    protected abstract void commit(TXN transaction);

    /** As {@link #commit}, for a transaction of an earlier attempt of the job, which may have been committed then. */
    protected void recoverAndCommit(TXN transaction) {
        commit(transaction);
    }

    /** Gives a transaction up. */
    protected abstract void abort(TXN transaction);

    /** As {@link #abort}, for a transaction of an earlier attempt of the job, which may have been aborted then. */
    protected void recoverAndAbort(TXN transaction) {
        abort(transaction);
    }

    /** What the subtask remembers beside transactions, where nothing was restored. */
    protected Optional<CONTEXT> initializeUserContext() {
        return Optional.empty();
    }

    /** What the subtask remembers beside transactions. */
    protected Optional<CONTEXT> getUserContext() {
        return userContext;
    }

    /** Called when all of these transactions of earlier attempts have been committed or aborted, if there is a user context. */
    protected void finishRecoveringContext(Collection<TXN> handledTransactions) {}

    /** Called when the input has ended; {@code transaction} is the one at hand, which the last checkpoint commits. */
    protected void finishProcessing(TXN transaction) {}

    /** The transaction in which records are being written, or null before there is one. */
    protected TXN currentTransaction() {
        return current == null ? null : current.handle();
    }

    /** The prepared transactions by their checkpoint, oldest first. */
    protected Stream<Map.Entry<Long, TXN>> pendingTransactions() {
        return pending.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue().handle()));
    }

    /** @param transactionTimeout after how many ms the outside system aborts transactions by itself */
    protected TwoPhaseCommitSinkFunction<IN, TXN, CONTEXT> setTransactionTimeout(long transactionTimeout) {
        if (transactionTimeout < 0) {
            throw new IllegalArgumentException("A transaction's timeout is 0 ms or more, not " + transactionTimeout);
        }
        this.transactionTimeoutMs = transactionTimeout;
        return this;
    }

    /** Lets a job start although a transaction cannot be committed, if that is older than the timeout: its records are lost. */
    protected TwoPhaseCommitSinkFunction<IN, TXN, CONTEXT> ignoreFailuresAfterTransactionTimeout() {
        this.ignoreFailuresAfterTimeout = true;
        return this;
    }

    /** @param warningRatio the part of the timeout, 0 to 1, after which a commit is warned of */
    protected TwoPhaseCommitSinkFunction<IN, TXN, CONTEXT> enableTransactionTimeoutWarnings(double warningRatio) {
        if (!(warningRatio >= 0 && warningRatio <= 1)) {
            throw new IllegalArgumentException("The part of the timeout is from 0 to 1, not " + warningRatio);
        }
        this.warningRatio = warningRatio;
        return this;
    }

    @Override
    public final void invoke(IN value) {
        throw new UnsupportedOperationException("A TwoPhaseCommitSinkFunction is called with a context");
    }

    @Override
    public final void invoke(IN value, Context context) throws Exception {
        invoke(current.handle(), value, context);
    }

    @Override
    public final void finish() throws Exception {
        finishProcessing(currentTransaction());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        preCommit(current.handle());
        pending.put(context.getCheckpointId(), current);
        current = begin();
        state.update(List.of(new SinkTransactions<>(current, new ArrayList<>(pending.values()), userContext)));
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        state = context.getOperatorStateStore().getListState(stateDescriptor);
        pending = new LinkedHashMap<>();
        userContext = null;
        if (context.isRestored()) {
            for (SinkTransactions<TXN, CONTEXT> restored : state.get()) {
                recover(restored);
            }
        }
        if (userContext == null) {
            userContext = initializeUserContext();
        }
        current = begin();
    }

    /** Commits what was prepared up to the checkpoint; later ones are still open to failure. */
    @Override
    public final void notifyCheckpointComplete(long checkpointId) {
        RuntimeException failure = null;
        for (Iterator<Map.Entry<Long, Begun<TXN>>> all = pending.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Long, Begun<TXN>> entry = all.next();
            if (entry.getKey() > checkpointId) {
                continue;
            }
            warnIfOld(entry.getValue());
            try {
                commit(entry.getValue().handle());
                all.remove();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = new IllegalStateException(
                            "Transaction " + entry.getValue().handle() + " of checkpoint " + entry.getKey()
                                    + " could not be committed; it will be tried again when the job is restored",
                            e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Nothing changes: the transaction stays prepared, and is committed with the next checkpoint that is completed. */
    @Override
    public void notifyCheckpointAborted(long checkpointId) {}

    /** Aborts the transaction at hand. Prepared ones stay, for the job may be restored from their checkpoint. */
    @Override
    public void close() throws Exception {
        super.close();
        if (current != null) {
            abort(current.handle());
            current = null;
        }
    }

    private Begun<TXN> begin() throws Exception {
        return new Begun<>(beginTransaction(), clock.millis());
    }

    private void recover(SinkTransactions<TXN, CONTEXT> restored) {
        userContext = restored.context();
        List<TXN> handled = new ArrayList<>();
        for (Begun<TXN> prepared : restored.pending()) {
            recoverAndCommit(prepared);
            handled.add(prepared.handle());
        }
        recoverAndAbort(restored.current().handle());
        handled.add(restored.current().handle());
        if (userContext.isPresent()) {
            finishRecoveringContext(handled);
        }
    }

    private void recoverAndCommit(Begun<TXN> prepared) {
        try {
            warnIfOld(prepared);
            recoverAndCommit(prepared.handle());
        } catch (RuntimeException e) {
            if (!ignoreFailuresAfterTimeout || ageMs(prepared) <= transactionTimeoutMs) {
                throw e;
            }
            LOGGER.log(
                    Level.ERROR,
                    "Transaction " + prepared.handle() + " could not be committed after " + ageMs(prepared)
                            + " ms, longer than its timeout of " + transactionTimeoutMs + " ms: its records are lost",
                    e);
        }
    }

    private void warnIfOld(Begun<TXN> begun) {
        if (ageMs(begun) > transactionTimeoutMs * warningRatio) {
            LOGGER.log(
                    Level.WARNING,
                    "Transaction " + begun.handle() + " is committed " + ageMs(begun)
                            + " ms after its beginning, near its timeout of " + transactionTimeoutMs
                            + " ms: make checkpoints more often, or the timeout longer");
        }
    }

    private long ageMs(Begun<TXN> begun) {
        return clock.millis() - begun.sinceMs();
    }
}

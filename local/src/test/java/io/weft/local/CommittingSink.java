package io.weft.local;

import io.weft.api.config.ExecutionConfig;
import io.weft.api.serialization.basic.VoidSerializer;
import io.weft.api.sink.TwoPhaseCommitSinkFunction;
import io.weft.api.types.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Shows what has been committed, in order, and commits each transaction once however often it is told to. */
final class CommittingSink extends TwoPhaseCommitSinkFunction<String, List<String>, Void> {
    static final List<String> COMMITTED = new CopyOnWriteArrayList<>();

    private static final long serialVersionUID = 1L;
    private static final Set<String> TRANSACTIONS = ConcurrentHashMap.newKeySet();

    CommittingSink() {
        super(Types.LIST(Types.STRING).createSerializer(new ExecutionConfig()), VoidSerializer.INSTANCE);
    }

    @Override
    protected void invoke(List<String> transaction, String value, Context context) {
        transaction.add(value);
    }

    @Override
    protected List<String> beginTransaction() {
        List<String> transaction = new ArrayList<>();
        transaction.add("id " + UUID.randomUUID());
        return transaction;
    }

    @Override
    protected void preCommit(List<String> transaction) {}

    @Override
    protected void commit(List<String> transaction) {
        synchronized (COMMITTED) {
            if (TRANSACTIONS.add(transaction.get(0))) {
                COMMITTED.addAll(transaction.subList(1, transaction.size()));
            }
        }
    }

    @Override
    protected void abort(List<String> transaction) {}
}

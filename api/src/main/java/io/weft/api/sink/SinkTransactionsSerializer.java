package io.weft.api.sink;

import io.weft.api.serialization.CompositeTypeSerializerSnapshot;
import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.TypeSerializerSnapshot;
import io.weft.api.sink.SinkTransactions.Begun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Serializes what a two-phase sink remembers, with the user's serializers of transactions and contexts. */
final class SinkTransactionsSerializer<TXN, CONTEXT> extends TypeSerializer<SinkTransactions<TXN, CONTEXT>> {

    private final TypeSerializer<TXN> transactions;
    private final TypeSerializer<CONTEXT> contexts;

    SinkTransactionsSerializer(TypeSerializer<TXN> transactions, TypeSerializer<CONTEXT> contexts) {
        this.transactions = Objects.requireNonNull(transactions, "transactionSerializer");
        this.contexts = Objects.requireNonNull(contexts, "contextSerializer");
    }

    @Override
    public boolean isImmutableType() {
        return transactions.isImmutableType() && contexts.isImmutableType();
    }

    @Override
    public TypeSerializer<SinkTransactions<TXN, CONTEXT>> duplicate() {
        return new SinkTransactionsSerializer<>(transactions.duplicate(), contexts.duplicate());
    }

    @Override
    public SinkTransactions<TXN, CONTEXT> createInstance() {
        return null;
    }

    @Override
    public SinkTransactions<TXN, CONTEXT> copy(SinkTransactions<TXN, CONTEXT> from) {
        if (isImmutableType()) {
            return from;
        }
        List<Begun<TXN>> pending = from.pending().stream().map(this::copy).toList();
        return new SinkTransactions<>(
                copy(from.current()), pending, from.context().map(contexts::copy));
    }

    @Override
    public SinkTransactions<TXN, CONTEXT> copy(
            SinkTransactions<TXN, CONTEXT> from, SinkTransactions<TXN, CONTEXT> reuse) {
        return copy(from);
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(SinkTransactions<TXN, CONTEXT> record, DataOutputView target) throws IOException {
        write(record.current(), target);
        target.writeInt(record.pending().size());
        for (Begun<TXN> begun : record.pending()) {
            write(begun, target);
        }
        target.writeBoolean(record.context().isPresent());
        if (record.context().isPresent()) {
            contexts.serialize(record.context().get(), target);
        }
    }

    @Override
    public SinkTransactions<TXN, CONTEXT> deserialize(DataInputView source) throws IOException {
        Begun<TXN> current = read(source);
        int size = source.readInt();
        List<Begun<TXN>> pending = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            pending.add(read(source));
        }
        Optional<CONTEXT> context = source.readBoolean() ? Optional.of(contexts.deserialize(source)) : Optional.empty();
        return new SinkTransactions<>(current, pending, context);
    }

    @Override
    public SinkTransactions<TXN, CONTEXT> deserialize(SinkTransactions<TXN, CONTEXT> reuse, DataInputView source)
            throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public TypeSerializerSnapshot<SinkTransactions<TXN, CONTEXT>> snapshotConfiguration() {
        return new Snapshot<>(this);
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof SinkTransactionsSerializer<?, ?> that
                && transactions.equals(that.transactions)
                && contexts.equals(that.contexts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(transactions, contexts);
    }

    /** Its name is part of what is written. */
    static final class Snapshot<TXN, CONTEXT>
            extends CompositeTypeSerializerSnapshot<
                    SinkTransactions<TXN, CONTEXT>, SinkTransactionsSerializer<TXN, CONTEXT>> {

        Snapshot() {}

        Snapshot(SinkTransactionsSerializer<TXN, CONTEXT> serializer) {
            super(serializer);
        }

        @Override
        protected int getCurrentOuterSnapshotVersion() {
            return 1;
        }

        @Override
        protected TypeSerializer<?>[] getNestedSerializers(SinkTransactionsSerializer<TXN, CONTEXT> outerSerializer) {
            return new TypeSerializer<?>[] {outerSerializer.transactions, outerSerializer.contexts};
        }

        @Override
        @SuppressWarnings("unchecked") // they were snapshots of these
        protected SinkTransactionsSerializer<TXN, CONTEXT> createOuterSerializerWithNestedSerializers(
                TypeSerializer<?>[] nestedSerializers) {
            return new SinkTransactionsSerializer<>(
                    (TypeSerializer<TXN>) nestedSerializers[0], (TypeSerializer<CONTEXT>) nestedSerializers[1]);
        }
    }

    private Begun<TXN> copy(Begun<TXN> begun) {
        return new Begun<>(transactions.copy(begun.handle()), begun.sinceMs());
    }

    private void write(Begun<TXN> begun, DataOutputView target) throws IOException {
        transactions.serialize(begun.handle(), target);
        target.writeLong(begun.sinceMs());
    }

    private Begun<TXN> read(DataInputView source) throws IOException {
        return new Begun<>(transactions.deserialize(source), source.readLong());
    }
}

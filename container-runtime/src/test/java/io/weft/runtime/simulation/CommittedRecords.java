package io.weft.runtime.simulation;

import io.weft.api.serialization.SimpleVersionedSerializer;
import io.weft.api.sink.Committer;
import io.weft.api.sink.CommitterInitContext;
import io.weft.api.sink.CommittingSinkWriter;
import io.weft.api.sink.Sink;
import io.weft.api.sink.SupportsCommitter;
import io.weft.api.sink.WriterInitContext;
import io.weft.api.tuple.Tuple2;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A sink in two phases that commits into the memory of this JVM, which outlives simulated crashes. For one test at a time. */
final class CommittedRecords implements Sink<Tuple2<Integer, Long>>, SupportsCommitter<CommittedRecords.Transaction> {
    private static final long serialVersionUID = 1L;

    private static final Set<String> TRANSACTIONS = new HashSet<>();
    private static final List<Tuple2<Integer, Long>> RECORDS = new ArrayList<>();

    record Transaction(String id, List<Tuple2<Integer, Long>> records) {}

    static void clear() {
        TRANSACTIONS.clear();
        RECORDS.clear();
    }

    static List<Tuple2<Integer, Long>> all() {
        return RECORDS;
    }

    @Override
    public CommittingSinkWriter<Tuple2<Integer, Long>, Transaction> createWriter(WriterInitContext context) {
        return new Writer();
    }

    @Override
    public Committer<Transaction> createCommitter(CommitterInitContext context) {
        return new Publisher();
    }

    @Override
    public SimpleVersionedSerializer<Transaction> getCommittableSerializer() {
        return new TransactionSerializer();
    }

    private static final class Writer implements CommittingSinkWriter<Tuple2<Integer, Long>, Transaction> {
        private final List<Tuple2<Integer, Long>> written = new ArrayList<>();

        @Override
        public void write(Tuple2<Integer, Long> element, Context context) {
            written.add(Tuple2.of(element.f0, element.f1));
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public Collection<Transaction> prepareCommit() {
            if (written.isEmpty()) {
                return List.of();
            }
            Transaction transaction = new Transaction(UUID.randomUUID().toString(), List.copyOf(written));
            written.clear();
            return List.of(transaction);
        }

        @Override
        public void close() {}
    }

    private static final class Publisher implements Committer<Transaction> {
        @Override
        public void commit(Collection<CommitRequest<Transaction>> requests) {
            for (CommitRequest<Transaction> request : requests) {
                Transaction transaction = request.getCommittable();
                if (TRANSACTIONS.add(transaction.id())) {
                    RECORDS.addAll(transaction.records());
                } else {
                    request.signalAlreadyCommitted();
                }
            }
        }

        @Override
        public void close() {}
    }

    private static final class TransactionSerializer implements SimpleVersionedSerializer<Transaction> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Transaction transaction) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeUTF(transaction.id());
            out.writeInt(transaction.records().size());
            for (Tuple2<Integer, Long> record : transaction.records()) {
                out.writeInt(record.f0);
                out.writeLong(record.f1);
            }
            return bytes.toByteArray();
        }

        @Override
        public Transaction deserialize(int version, byte[] serialized) throws IOException {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
            String id = in.readUTF();
            int size = in.readInt();
            List<Tuple2<Integer, Long>> records = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                records.add(Tuple2.of(in.readInt(), in.readLong()));
            }
            return new Transaction(id, records);
        }
    }
}

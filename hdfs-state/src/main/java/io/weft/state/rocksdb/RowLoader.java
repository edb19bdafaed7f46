package io.weft.state.rocksdb;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputSerializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.model.KeyGroups;
import io.weft.state.StateMigrationException;
import io.weft.state.format.RestoredPiece;
import io.weft.state.format.RowReader;
import io.weft.state.format.RowSerializers;
import io.weft.state.format.StateKind;
import io.weft.state.rocksdb.database.BulkFile;
import io.weft.state.rocksdb.database.Rows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rocksdb.RocksDBException;

/** Turns blocks of the canonical form into rows. Owned by the thread of the task. */
final class RowLoader {

    private final String operator;
    private final int maxParallelism;
    private final RowSerializers readers;
    private final RowSerializers writers;
    private final StateKind kind;
    private final boolean stamped;
    private final long nowMs;

    private final List<Row> rows = new ArrayList<>();
    private final DataOutputSerializer row = new DataOutputSerializer(128);
    private final DataOutputSerializer value = new DataOutputSerializer(256);
    private final DataOutputSerializer element = new DataOutputSerializer(256);
    // Of the entry at hand.
    private int length;

    @SuppressWarnings("ArrayRecordComponent") // never compared by its components, never changed
    private record Row(byte[] key, byte[] value) {}

    /**
     * @param readers what the blocks are read with
     * @param writers what rows are written with
     * @param stamped true if rows have stamps
     * @param nowMs the stamp of those that were written without
     */
    RowLoader(
            String operator,
            int maxParallelism,
            RowSerializers readers,
            RowSerializers writers,
            StateKind kind,
            boolean stamped,
            long nowMs) {
        this.operator = operator;
        this.maxParallelism = maxParallelism;
        // Blocks are scopes and rows are not, so what writes rows must not read blocks.
        this.readers = readers.duplicate(readers.keys().duplicate());
        this.writers = writers;
        this.kind = kind;
        this.stamped = stamped;
        this.nowMs = nowMs;
    }

    /** Adds the rows of a key group to a file, which ends with those of lower groups. */
    void load(RestoredPiece piece, int group, BulkFile file)
            throws IOException, StateMigrationException, RocksDBException {
        rows.clear();
        boolean list = false;
        readers.startScope();
        RowReader blocks = piece.rows(group);
        while (blocks.next()) {
            if (!blocks.isSameEntry()) {
                if (list) {
                    add();
                }
                readEntry(piece, group, blocks.in());
            }
            readRow(piece, blocks.in());
            list = kind == StateKind.LIST;
        }
        if (list) {
            add();
        }
        rows.sort((one, other) -> Arrays.compareUnsigned(one.key(), other.key()));
        for (Row sorted : rows) {
            file.put(sorted.key(), sorted.value());
        }
    }

    private void readEntry(RestoredPiece piece, int group, DataInputView in)
            throws IOException, StateMigrationException {
        Object key = readers.keys().deserialize(in);
        piece.schema().checkGroup(operator, key, group, KeyGroups.groupOf(key, maxParallelism));
        Object namespace =
                readers.namespaces() == null ? null : readers.namespaces().deserialize(in);
        row.clear();
        row.writeShort(group);
        if (kind == StateKind.TIMERS) {
            Rows.writeTime(in.readLong(), row);
        }
        writers.keys().serialize(key, row);
        if (namespace != null) {
            writers.namespaces().serialize(namespace, row);
        }
        length = row.length();
        value.clear();
    }

    private void readRow(RestoredPiece piece, DataInputView in) throws IOException {
        switch (kind) {
            case VALUE, REDUCING, AGGREGATING -> {
                writeStamp(readStamp(piece, in), value);
                convert(0, in, value);
                add();
            }
            case LIST -> {
                element.clear();
                writeStamp(readStamp(piece, in), element);
                convert(0, in, element);
                value.writeVarInt(element.length());
                value.write(element.getSharedBuffer(), 0, element.length());
            }
            case MAP -> {
                value.clear();
                value.writeVarInt(length - Rows.GROUP_BYTES);
                writeStamp(readStamp(piece, in), value);
                byte[] entry = row.getCopyOfBuffer();
                convert(0, in, row);
                boolean present = in.readBoolean();
                value.writeBoolean(present);
                if (present) {
                    convert(1, in, value);
                }
                add();
                row.clear();
                row.write(entry, 0, length);
            }
            case TIMERS -> add();
        }
    }

    private long readStamp(RestoredPiece piece, DataInputView in) throws IOException {
        return piece.schema().stamped() ? in.readLong() : nowMs;
    }

    private void writeStamp(long stamp, DataOutputSerializer out) throws IOException {
        if (stamped) {
            out.writeLong(stamp);
        }
    }

    private void convert(int part, DataInputView in, DataOutputSerializer out) throws IOException {
        TypeSerializer<Object> writer = writers.values().get(part);
        writer.serialize(readers.values().get(part).deserialize(in), out);
    }

    private void add() {
        rows.add(new Row(row.getCopyOfBuffer(), value.getCopyOfBuffer()));
    }
}

package io.weft.state.rocksdb;

import io.weft.api.serialization.DataInputDeserializer;
import io.weft.api.serialization.DataOutputView;
import io.weft.state.format.KeyedSnapshotWriter;
import io.weft.state.format.RestoredPiece;
import io.weft.state.heap.table.TimeToLive;
import io.weft.state.rocksdb.database.Rows;
import io.weft.state.rocksdb.database.StateFamily;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rocksdb.RocksIterator;

/**
 * Writes the rows of one state in the canonical form, byte by byte as they are: no serializer is needed, for a row's key and value say where
 * their parts end. Owned by the thread that writes.
 */
final class CanonicalRows {

    private final StateFamily family;
    // Null if rows are written whether or not they have ended.
    private final TimeToLive timeToLive;
    private final long nowMs;
    private final int stampBytes;
    private final DataInputDeserializer in = new DataInputDeserializer();

    // The row of a map that was written last, and the length of the key and namespace in it.
    private byte[] lastRow;
    private int lastLength;

    /** @param timeToLive null if rows live for ever */
    CanonicalRows(StateFamily family, TimeToLive timeToLive) {
        this.family = family;
        this.timeToLive = timeToLive != null && timeToLive.leftOutOfSnapshots() ? timeToLive : null;
        this.nowMs = this.timeToLive == null ? 0 : timeToLive.nowMs();
        this.stampBytes = family.schema().stamped() ? Long.BYTES : 0;
    }

    StateFamily family() {
        return family;
    }

    /**
     * Writes the block of a key group, if it has rows.
     *
     * @param state the place of the state in the header
     * @param rows of the family
     */
    void write(int group, int state, RocksIterator rows, KeyedSnapshotWriter writer) throws IOException {
        byte[] start = Rows.ofGroup(group);
        rows.seek(start);
        if (family.form() == StateFamily.Form.BLOCKS) {
            passBlocks(group, state, start, rows, writer);
            return;
        }
        lastRow = null;
        writer.beginState(state);
        for (; rows.isValid() && Rows.startsWith(rows.key(), start); rows.next()) {
            writeRow(rows.key(), rows.value(), writer);
        }
        writer.endState();
    }

    private void passBlocks(int group, int state, byte[] start, RocksIterator rows, KeyedSnapshotWriter writer)
            throws IOException {
        List<byte[]> chunks = new ArrayList<>();
        for (; rows.isValid() && Rows.startsWith(rows.key(), start); rows.next()) {
            chunks.add(rows.value());
        }
        if (!chunks.isEmpty()) {
            new RestoredPiece(family.schema(), Map.of(group, chunks)).pass(group, state, writer);
        }
    }

    private void writeRow(byte[] row, byte[] value, KeyedSnapshotWriter writer) throws IOException {
        switch (family.schema().kind()) {
            case VALUE, REDUCING, AGGREGATING -> {
                if (!isLeftOut(value, 0)) {
                    newEntry(row, row.length, writer).write(value);
                }
            }
            case LIST -> writeList(row, value, writer);
            case MAP -> writeEntry(row, value, writer);
            case TIMERS -> {
                DataOutputView out = writer.newEntry();
                int start = Rows.GROUP_BYTES + Long.BYTES;
                out.write(row, start, row.length - start);
                out.writeLong(Rows.timeOf(row));
            }
        }
    }

    private void writeList(byte[] row, byte[] value, KeyedSnapshotWriter writer) throws IOException {
        boolean first = true;
        in.setBuffer(value);
        while (in.available() > 0) {
            int length = in.readVarInt();
            int at = value.length - in.available();
            in.skipBytesToRead(length);
            if (!isLeftOut(value, at)) {
                DataOutputView out = first ? newEntry(row, row.length, writer) : writer.sameEntry();
                first = false;
                out.write(value, at, length);
            }
        }
    }

    private void writeEntry(byte[] row, byte[] value, KeyedSnapshotWriter writer) throws IOException {
        in.setBuffer(value);
        int length = Rows.GROUP_BYTES + in.readVarInt();
        int at = value.length - in.available();
        if (isLeftOut(value, at)) {
            return;
        }
        boolean same = lastRow != null && lastLength == length && Rows.startsWith(row, lastRow, length);
        DataOutputView out = same ? writer.sameEntry() : newEntry(row, length, writer);
        out.write(value, at, stampBytes);
        out.write(row, length, row.length - length);
        out.write(value, at + stampBytes, value.length - at - stampBytes);
        lastRow = row;
        lastLength = length;
    }

    private static DataOutputView newEntry(byte[] row, int length, KeyedSnapshotWriter writer) throws IOException {
        DataOutputView out = writer.newEntry();
        out.write(row, Rows.GROUP_BYTES, length - Rows.GROUP_BYTES);
        return out;
    }

    private boolean isLeftOut(byte[] value, int at) throws IOException {
        if (timeToLive == null) {
            return false;
        }
        return timeToLive.hasEnded(new DataInputDeserializer(value, at, Long.BYTES).readLong(), nowMs);
    }
}

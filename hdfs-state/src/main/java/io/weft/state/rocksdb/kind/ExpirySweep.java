package io.weft.state.rocksdb.kind;

import io.weft.api.serialization.DataInputDeserializer;
import io.weft.state.format.StateKind;
import io.weft.state.heap.table.TimeToLive;
import io.weft.state.rocksdb.database.Rows;
import java.io.IOException;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * Takes away rows that have ended although nobody reads them: looks through what is stored of a state, round and round, a bounded number of
 * rows for so many uses of the state. RocksDB's Java interface has no filter for compactions that knows our rows. Owned by the thread of the
 * task.
 */
public final class ExpirySweep {

    /** A step is made each time the state has been used so often. */
    private static final int USES = 1024;

    /** How many rows a step looks at. */
    private static final int ROWS = 512;

    private final StateKind kind;
    private final StateAccess access;
    private final TimeToLive timeToLive;
    private final DataInputDeserializer in = new DataInputDeserializer();
    private int uses;
    // Where the next step begins.
    private byte[] next = new byte[0];

    /** @param access used by nobody else */
    public ExpirySweep(StateKind kind, StateAccess access, TimeToLive timeToLive) {
        this.kind = kind;
        this.access = access;
        this.timeToLive = timeToLive;
    }

    /** The state is used. */
    void onUse(long nowMs) throws IOException {
        uses++;
        if (uses == USES) {
            uses = 0;
            step(nowMs);
        }
    }

    private void step(long nowMs) throws IOException {
        try (RocksIterator stored = access.stored()) {
            stored.seek(next);
            for (int count = 0; stored.isValid() && count < ROWS; count++) {
                look(stored.key(), stored.value(), nowMs);
                stored.next();
            }
            stored.status();
            next = stored.isValid() ? stored.key() : new byte[0];
        } catch (RocksDBException e) {
            throw access.failure(e);
        }
    }

    private void look(byte[] row, byte[] stored, long nowMs) throws IOException {
        if (access.isInMemory(row)) {
            // It may have changed since.
            int length = access.get(row, row.length);
            if (length == StateAccess.ABSENT) {
                return;
            }
            in.setBuffer(access.value(), 0, length);
        } else {
            in.setBuffer(stored);
        }
        int prefix = kind == StateKind.MAP ? Rows.GROUP_BYTES + in.readVarInt() : StateAccess.NO_PREFIX;
        boolean ended = kind == StateKind.LIST ? haveEnded(nowMs) : timeToLive.hasEnded(in.readLong(), nowMs);
        if (ended) {
            access.delete(row, row.length, prefix);
        }
    }

    private boolean haveEnded(long nowMs) throws IOException {
        boolean ended = true;
        while (ended && in.available() > 0) {
            int length = in.readVarInt();
            ended = timeToLive.hasEnded(in.readLong(), nowMs);
            in.skipBytesToRead(length - Long.BYTES);
        }
        return ended;
    }
}

package io.weft.state.format;

import io.weft.api.serialization.DataOutputSerializer;
import io.weft.api.serialization.DataOutputView;
import io.weft.model.KeyGroupRange;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.model.checkpoint.StateHandle;
import io.weft.state.snapshot.SnapshotOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Writes keyed state in the canonical form: each key group of the range in order, in it a block for each state that has rows, and then the
 * header, for some serializers can tell only then which classes they have met. A row begins with {@link #newEntry} or {@link #sameEntry};
 * what follows is up to the state's kind. Owned by one thread.
 */
public final class KeyedSnapshotWriter {

    /** A row that begins with a key and namespace of its own. */
    static final int NEW_ENTRY = 1;

    /** A row of the same key and namespace as the one before. */
    static final int SAME_ENTRY = 2;

    private static final int CHUNK_BYTES = 64 * 1024;

    private final KeyGroupRange range;
    private final SnapshotOutput out;
    private final CRC32C crc = new CRC32C();
    private final DataOutputSerializer chunk = new DataOutputSerializer(CHUNK_BYTES + 1024);
    private final DataOutputSerializer heads = new DataOutputSerializer(16);
    private final List<StateHandle.Section> groups = new ArrayList<>();
    private long sectionStart;
    private int state;
    private boolean begun;

    public KeyedSnapshotWriter(KeyGroupRange range, SnapshotOutput out) {
        this.range = range;
        this.out = out;
    }

    /** Begins a block; one without rows leaves nothing behind. */
    public void beginState(int state) {
        this.state = state;
        begun = false;
    }

    /** Begins a row of another key or namespace than the one before; they and the rest of the row are written to the view. */
    public DataOutputView newEntry() throws IOException {
        return row(NEW_ENTRY);
    }

    /** Begins a row of the same key and namespace as the one before. */
    public DataOutputView sameEntry() throws IOException {
        return row(SAME_ENTRY);
    }

    private DataOutputView row(int mark) throws IOException {
        if (chunk.length() >= CHUNK_BYTES) {
            endChunk();
        }
        chunk.writeByte(mark);
        return chunk;
    }

    /** Ends a block. */
    public void endState() throws IOException {
        if (chunk.length() > 0) {
            endChunk();
        }
        if (begun) {
            heads.writeVarInt(0);
            put(heads);
        }
    }

    /** A whole block as it was read. */
    void block(int state, List<byte[]> chunks) throws IOException {
        beginState(state);
        for (byte[] some : chunks) {
            beginChunk(some.length);
            write(some, some.length);
        }
        endState();
    }

    private void endChunk() throws IOException {
        beginChunk(chunk.length());
        put(chunk);
    }

    private void beginChunk(int length) throws IOException {
        if (!begun) {
            begun = true;
            heads.writeVarInt(state + 1);
        }
        heads.writeVarInt(length);
        put(heads);
    }

    private void put(DataOutputSerializer buffer) throws IOException {
        write(buffer.getSharedBuffer(), buffer.length());
        buffer.clear();
    }

    private void write(byte[] bytes, int length) throws IOException {
        crc.update(bytes, 0, length);
        out.write(bytes, 0, length);
    }

    /** Ends a key group; the next one begins. */
    public void endGroup() {
        groups.add(endSection());
    }

    private StateHandle.Section endSection() {
        long end = out.position();
        var section = new StateHandle.Section(sectionStart, end - sectionStart, (int) crc.getValue());
        sectionStart = end;
        crc.reset();
        return section;
    }

    /** Ends the snapshot with the header; all groups have been written. */
    public KeyedSnapshot.Canonical finish(KeyedHeader header) throws IOException {
        if (groups.size() != range.size()) {
            throw new IllegalStateException(groups.size() + " of " + range.size() + " key groups were written");
        }
        header.write(chunk);
        put(chunk);
        StateHandle.Section headerSection = endSection();
        return new KeyedSnapshot.Canonical(range, out.finish(), headerSection, groups);
    }
}

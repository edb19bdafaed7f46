package io.weft.state.format;

import io.weft.api.serialization.DataInputDeserializer;
import io.weft.api.serialization.DataInputView;
import io.weft.model.CorruptCheckpointException;
import java.io.IOException;
import java.util.List;

/** Reads the rows of a block, one after the other. Owned by one thread. */
public final class RowReader {

    private final List<byte[]> chunks;
    private final DataInputDeserializer in = new DataInputDeserializer();
    private int next;
    private boolean sameEntry;

    RowReader(List<byte[]> chunks) {
        this.chunks = chunks;
    }

    /** Goes to the next row, whose bytes are read from {@link #in}, to the last. Returns false if there is none. */
    public boolean next() throws IOException {
        if (in.available() == 0) {
            if (next == chunks.size()) {
                return false;
            }
            in.setBuffer(chunks.get(next++));
        }
        int mark = in.readByte();
        if (mark != KeyedSnapshotWriter.NEW_ENTRY && mark != KeyedSnapshotWriter.SAME_ENTRY) {
            throw new CorruptCheckpointException(
                    "A row begins with " + mark + ": the row before was read by a serializer that did not write it");
        }
        sameEntry = mark == KeyedSnapshotWriter.SAME_ENTRY;
        return true;
    }

    /** True if the row has the key and namespace of the one before. */
    public boolean isSameEntry() {
        return sameEntry;
    }

    public DataInputView in() {
        return in;
    }
}

package io.weft.state.format;

import io.weft.api.serialization.DataInputDeserializer;
import io.weft.model.CorruptCheckpointException;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.model.checkpoint.StateHandle.Section;
import io.weft.state.snapshot.ReadAhead;
import io.weft.state.snapshot.StateReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads keyed state in the canonical form, key group by key group. Owned by one thread. */
public final class KeyedSnapshotReader {

    private final KeyedSnapshot.Canonical piece;
    private final StateReader reader;
    private final KeyedHeader header;

    /** Reads the header. The reader of the bytes stays the caller's. */
    public KeyedSnapshotReader(KeyedSnapshot.Canonical piece, StateReader reader) throws IOException {
        if (piece.groups().size() != piece.range().size()) {
            throw new CorruptCheckpointException(
                    "A snapshot of " + piece.range().size() + " key groups lists "
                            + piece.groups().size() + " of them");
        }
        this.piece = piece;
        this.reader = reader;
        this.header = KeyedHeader.read(reader.read(piece.bytes(), piece.header()));
    }

    public KeyedHeader header() {
        return header;
    }

    /** A piece without rows for each state, in the header's order. */
    public List<RestoredPiece> pieces() {
        return header.states().stream().map(RestoredPiece::new).toList();
    }

    /** What to read for a key group; null if it has no rows. */
    ReadAhead.Request request(int group) {
        Section section = section(group);
        return section.length() == 0 ? null : new ReadAhead.Request(piece.bytes(), section);
    }

    private Section section(int group) {
        return piece.groups().get(group - piece.range().first());
    }

    /**
     * Adds the rows of a key group.
     *
     * @param states one for each of the header
     */
    public void read(int group, List<RestoredPiece> states) throws IOException {
        Section section = section(group);
        if (section.length() > 0) {
            addGroup(group, reader.read(piece.bytes(), section), states);
        }
    }

    /** Adds the rows of a key group whose bytes have been read. */
    static void addGroup(int group, byte[] section, List<RestoredPiece> states) throws IOException {
        DataInputDeserializer in = new DataInputDeserializer(section);
        while (in.available() > 0) {
            int state = in.readVarInt() - 1;
            if (state < 0 || state >= states.size()) {
                throw new CorruptCheckpointException(
                        "Key group " + group + " holds state number " + state + " of " + states.size());
            }
            List<byte[]> chunks = states.get(state).blocks().computeIfAbsent(group, unknown -> new ArrayList<>());
            for (int length = in.readVarInt(); length > 0; length = in.readVarInt()) {
                byte[] chunk = new byte[length];
                in.readFully(chunk);
                chunks.add(chunk);
            }
        }
    }
}

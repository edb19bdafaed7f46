package io.weft.state.format;

import io.weft.api.serialization.DataInputDeserializer;
import io.weft.model.CorruptCheckpointException;
import io.weft.model.KeyGroupRange;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.model.checkpoint.StateHandle.Section;
import io.weft.state.snapshot.StateReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keyed state that was restored and that the program has not asked for yet, as the bytes that were read: it can be handed on to the next
 * snapshot without any of its classes. Owned by the thread of its task.
 */
public final class RestoredStates {

    private final Map<String, List<RestoredPiece>> byName = new LinkedHashMap<>();
    private final List<SerializerSnapshot> keys = new ArrayList<>();

    /** Reads those key groups of the pieces that are in the range. */
    public static RestoredStates read(List<KeyedSnapshot> pieces, KeyGroupRange range, String operator)
            throws IOException {
        RestoredStates restored = new RestoredStates();
        try (StateReader reader = new StateReader()) {
            for (KeyedSnapshot piece : pieces) {
                if (piece instanceof KeyedSnapshot.Canonical canonical) {
                    restored.add(canonical, range, reader);
                } else if (piece instanceof KeyedSnapshot.Files files) {
                    throw new IOException("The state of operator '" + operator + "' was written by the state backend '"
                            + files.backend() + "' in its own form. Go on with that backend, or make a savepoint with"
                            + " it: every backend reads savepoints.");
                }
            }
        }
        return restored;
    }

    private void add(KeyedSnapshot.Canonical piece, KeyGroupRange range, StateReader reader) throws IOException {
        KeyGroupRange mine = piece.range().intersection(range);
        if (mine.size() == 0) {
            return;
        }
        if (piece.groups().size() != piece.range().size()) {
            throw new CorruptCheckpointException(
                    "A snapshot of " + piece.range().size() + " key groups lists "
                            + piece.groups().size() + " of them");
        }
        KeyedHeader header = KeyedHeader.read(reader.read(piece.bytes(), piece.header()));
        keys.add(header.keys());
        List<RestoredPiece> states =
                header.states().stream().map(RestoredPiece::new).toList();
        for (int group = mine.first(); group <= mine.last(); group++) {
            Section section = piece.groups().get(group - piece.range().first());
            if (section.length() > 0) {
                addGroup(group, reader.read(piece.bytes(), section), states);
            }
        }
        for (RestoredPiece state : states) {
            if (!state.blocks().isEmpty()) {
                byName.computeIfAbsent(state.schema().name(), name -> new ArrayList<>())
                        .add(state);
            }
        }
    }

    private static void addGroup(int group, byte[] section, List<RestoredPiece> states) throws IOException {
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

    /** How the keys were written, once for each piece. */
    public List<SerializerSnapshot> keys() {
        return keys;
    }

    /** Takes the pieces of a state away; empty if there is no such state. */
    public List<RestoredPiece> take(String name) {
        List<RestoredPiece> pieces = byName.remove(name);
        return pieces == null ? List.of() : pieces;
    }

    /** The pieces that nobody has taken; a copy. */
    public List<RestoredPiece> rest() {
        return byName.values().stream().flatMap(Collection::stream).toList();
    }
}

package io.weft.state.format;

import io.weft.model.KeyGroupRange;
import io.weft.model.checkpoint.KeyedSnapshot;
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
        KeyedSnapshotReader groups = new KeyedSnapshotReader(piece, reader);
        keys.add(groups.header().keys());
        List<RestoredPiece> states = groups.pieces();
        for (int group = mine.first(); group <= mine.last(); group++) {
            groups.read(group, states);
        }
        for (RestoredPiece state : states) {
            if (!state.blocks().isEmpty()) {
                byName.computeIfAbsent(state.schema().name(), name -> new ArrayList<>())
                        .add(state);
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

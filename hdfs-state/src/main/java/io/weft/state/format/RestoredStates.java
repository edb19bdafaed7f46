package io.weft.state.format;

import io.weft.model.KeyGroupRange;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.state.StateMigrationException;
import io.weft.state.snapshot.ReadAhead;
import io.weft.state.snapshot.StateReader;
import io.weft.state.snapshot.StateSource;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Keyed state that is restored. It is read when the program asks for the first state, whose rows are not kept as bytes; those of the others are,
 * until they are asked for, too, or are handed on to the next snapshot without any of their classes. Owned by the thread of its task.
 */
public final class RestoredStates implements AutoCloseable {

    private final Map<String, List<RestoredPiece>> byName = new LinkedHashMap<>();
    private final List<SerializerSnapshot> keys = new ArrayList<>();
    private final Queue<Unread> unread = new ArrayDeque<>();
    private ReadAhead sections;

    /** A key group of a snapshot, and a piece for each state of that snapshot. */
    private record Unread(int group, List<RestoredPiece> states) {}

    /** Is given the rows of a key group. */
    @FunctionalInterface
    public interface RowConsumer {
        /** @param piece the place among the pieces of a state */
        void accept(int piece, int group, RowReader rows) throws IOException, StateMigrationException;
    }

    private RestoredStates() {}

    /** Begins to read those key groups of the pieces that are in the range. */
    public static RestoredStates open(
            List<KeyedSnapshot> pieces, KeyGroupRange range, String operator, StateSource source) throws IOException {
        RestoredStates restored = new RestoredStates();
        List<ReadAhead.Request> requests = new ArrayList<>();
        try (StateReader reader = new StateReader(source)) {
            for (KeyedSnapshot piece : pieces) {
                if (piece instanceof KeyedSnapshot.Canonical canonical) {
                    restored.add(canonical, range, reader, requests);
                } else if (piece instanceof KeyedSnapshot.Files files) {
                    throw new IOException("The state of operator '" + operator + "' was written by the state backend '"
                            + files.backend() + "' in its own form. Go on with that backend, or make a savepoint with"
                            + " it: every backend reads savepoints.");
                }
            }
        }
        if (!requests.isEmpty()) {
            restored.sections = new ReadAhead(requests, source);
        }
        return restored;
    }

    private void add(
            KeyedSnapshot.Canonical piece, KeyGroupRange range, StateReader reader, List<ReadAhead.Request> requests)
            throws IOException {
        KeyGroupRange mine = piece.range().intersection(range);
        if (mine.size() == 0) {
            return;
        }
        KeyedSnapshotReader groups = new KeyedSnapshotReader(piece, reader);
        keys.add(groups.header().keys());
        List<RestoredPiece> states = groups.pieces();
        for (int group = mine.first(); group <= mine.last(); group++) {
            ReadAhead.Request request = groups.request(group);
            if (request != null) {
                requests.add(request);
                unread.add(new Unread(group, states));
            }
        }
        for (RestoredPiece state : states) {
            byName.computeIfAbsent(state.schema().name(), name -> new ArrayList<>())
                    .add(state);
        }
    }

    /** How the keys were written, once for each piece. */
    public List<SerializerSnapshot> keys() {
        return keys;
    }

    /** Takes the pieces of a state away, whose rows are to be {@link #drain drained}; empty if there is no such state. */
    public List<RestoredPiece> take(String name) {
        List<RestoredPiece> pieces = byName.remove(name);
        return pieces == null ? List.of() : pieces;
    }

    /** Hands over all rows of the pieces of one state, which have none afterwards. */
    public void drain(List<RestoredPiece> pieces, RowConsumer consumer) throws IOException, StateMigrationException {
        for (int piece = 0; piece < pieces.size(); piece++) {
            for (int group : List.copyOf(pieces.get(piece).blocks().keySet())) {
                consumer.accept(piece, group, pieces.get(piece).take(group));
            }
        }
        if (pieces.isEmpty()) {
            return;
        }
        while (!unread.isEmpty()) {
            int group = readNext();
            for (int piece = 0; piece < pieces.size(); piece++) {
                RowReader rows = pieces.get(piece).take(group);
                if (rows != null) {
                    consumer.accept(piece, group, rows);
                }
            }
        }
    }

    private int readNext() throws IOException {
        Unread next = unread.remove();
        KeyedSnapshotReader.addGroup(next.group(), sections.next(), next.states());
        return next.group();
    }

    /** Reads what has not been read: the files may go. */
    public void readAll() throws IOException {
        while (!unread.isEmpty()) {
            readNext();
        }
    }

    /** The pieces that nobody has taken and that have rows; a copy. */
    public List<RestoredPiece> rest() throws IOException {
        readAll();
        return byName.values().stream()
                .flatMap(Collection::stream)
                .filter(piece -> !piece.blocks().isEmpty())
                .toList();
    }

    /** Reads no more. */
    @Override
    public void close() {
        if (sections != null) {
            sections.close();
        }
    }
}

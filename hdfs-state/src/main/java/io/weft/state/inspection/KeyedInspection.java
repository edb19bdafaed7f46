package io.weft.state.inspection;

import io.weft.model.KeyGroupRange;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.state.format.KeyedHeader;
import io.weft.state.format.KeyedSnapshotReader;
import io.weft.state.format.RestoredPiece;
import io.weft.state.format.StateSchema;
import io.weft.state.inspection.StateTally.Description;
import io.weft.state.rocksdb.FamilyHeader;
import io.weft.state.rocksdb.OfflineDatabase;
import io.weft.state.snapshot.StateReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Goes through the keyed state of one operator, subtask by subtask. */
final class KeyedInspection {

    private final int maxParallelism;
    private final Selection selection;
    private final ClassLoader userCode;
    private final StateReader reader;
    private final Path scratch;
    private final Problems problems;
    private final Map<Description, StateTally> states = new LinkedHashMap<>();
    private String keyType;
    // True if something could not be read, in which there may have been rows of any state.
    private boolean incomplete;

    /**
     * @param selection null if nothing but the headers is read
     * @param scratch a directory for files that have to be on this machine to be read
     */
    KeyedInspection(
            int maxParallelism,
            Selection selection,
            ClassLoader userCode,
            StateReader reader,
            Path scratch,
            Problems problems) {
        this.maxParallelism = maxParallelism;
        this.selection = selection;
        this.userCode = userCode;
        this.reader = reader;
        this.scratch = scratch;
        this.problems = problems;
    }

    /** What of a state can be read, and where it is counted. */
    private record WantedState(StateTally tally, RowDecoder decoder) {}

    void inspect(KeyedSnapshot piece, String where) {
        boolean done = problems.collect(where, () -> {
            if (piece instanceof KeyedSnapshot.Canonical canonical) {
                inspectCanonical(canonical, where);
            } else if (piece instanceof KeyedSnapshot.Files files) {
                inspectFiles(files, where);
            }
        });
        incomplete |= !done;
    }

    private void inspectCanonical(KeyedSnapshot.Canonical piece, String where) throws IOException {
        KeyedSnapshotReader groups = new KeyedSnapshotReader(piece, reader);
        List<WantedState> readable = readable(groups.header());
        KeyGroupRange wanted = wanted(groups.header(), piece.range());
        for (int group = wanted.first(); group <= wanted.last(); group++) {
            readGroup(group, groups, readable, where);
        }
    }

    private void inspectFiles(KeyedSnapshot.Files piece, String where) throws IOException {
        if (!piece.backend().equals("rocksdb")) {
            throw new IOException("It is in the form of an unknown state backend, '" + piece.backend() + "'");
        }
        KeyedHeader header =
                FamilyHeader.read(reader.read(piece.header(), piece.checksum())).keyed();
        List<WantedState> readable = readable(header);
        KeyGroupRange wanted = wanted(header, piece.range());
        if (wanted.size() > 0) {
            try (OfflineDatabase database = OfflineDatabase.open(piece, reader, scratch)) {
                for (int group = wanted.first(); group <= wanted.last(); group++) {
                    readGroup(group, new KeyedSnapshotReader(database.group(group), reader), readable, where);
                }
            } catch (NoClassDefFoundError e) {
                throw new IOException("It is in RocksDB's own files, and RocksDB is not on the class path", e);
            }
        }
    }

    /** Those key groups that are to be read. */
    private KeyGroupRange wanted(KeyedHeader header, KeyGroupRange range) throws IOException {
        if (selection == null) {
            return new KeyGroupRange(range.first(), range.first() - 1);
        }
        OptionalInt group = selection.group(header.keys().snapshot(userCode), maxParallelism);
        return group.isEmpty() ? range : range.intersection(new KeyGroupRange(group.getAsInt(), group.getAsInt()));
    }

    /** One for each state of the header; null if that is not wanted, without decoder if that can't be read. */
    private List<WantedState> readable(KeyedHeader header) throws IOException {
        keyType = StateTally.typeOf(header.keys(), userCode);
        List<WantedState> readable = new ArrayList<>();
        for (StateSchema schema : header.states()) {
            if (selection != null && !selection.takesState(schema.name())) {
                readable.add(null);
                continue;
            }
            StateTally tally = states.computeIfAbsent(
                    Description.of(schema, userCode), description -> new StateTally(description, selection));
            readable.add(new WantedState(tally, selection == null ? null : decoder(header, schema, tally)));
        }
        return readable;
    }

    private RowDecoder decoder(KeyedHeader header, StateSchema schema, StateTally tally) {
        try {
            return new RowDecoder(header.keys(), schema, userCode);
        } catch (IOException | RuntimeException | LinkageError e) {
            tally.unreadable();
            problems.add("State '" + schema.name() + "'", e);
            return null;
        }
    }

    private void readGroup(int group, KeyedSnapshotReader groups, List<WantedState> readable, String where) {
        boolean done = problems.collect("Key group " + group + " of " + where, () -> {
            List<RestoredPiece> pieces = groups.pieces();
            groups.read(group, pieces);
            for (int i = 0; i < pieces.size(); i++) {
                if (readable.get(i) != null && pieces.get(i).blocks().containsKey(group)) {
                    read(group, pieces.get(i), readable.get(i), where);
                }
            }
        });
        incomplete |= !done;
    }

    private void read(int group, RestoredPiece piece, WantedState readable, String where) {
        readable.tally().startGroup(piece.blocks().get(group));
        if (readable.decoder() != null) {
            boolean done = problems.collect(
                    "State '" + piece.schema().name() + "' in key group " + group + " of " + where,
                    () -> readable.decoder().read(piece.rows(group), readable.tally()));
            if (!done) {
                readable.tally().unreadable();
            }
        }
    }

    /** Null if there is no keyed state, or it can't be read. */
    String keyType() {
        return keyType;
    }

    List<OperatorReport.KeyedState> report() {
        if (incomplete) {
            states.values().forEach(StateTally::unreadable);
        }
        return states.values().stream().map(StateTally::report).toList();
    }
}

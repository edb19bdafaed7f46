package io.weft.jobmanager.checkpoint;

import io.weft.jobmanager.port.JournalRecord;
import io.weft.model.checkpoint.CheckpointKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the journal says of a job's checkpoints, and nothing else. */
public final class CheckpointFacts {

    private static final int SAVEPOINTS_REMEMBERED = 100;

    private final int retained;
    private final List<Restorable> restorable = new ArrayList<>();
    /** The last ones that were begun, by id. */
    private final Map<Long, Savepoint> savepoints = new LinkedHashMap<>();

    private long reservedUpTo;
    private String dropped;
    private JournalRecord.CheckpointFilesLeft filesLeft;

    /**
     * A checkpoint that the job may be restored from.
     *
     * @param owned whether the job deletes it when it needs it no more
     * @param stops whether the job was to end with it
     */
    public record Restorable(long id, String pointer, boolean owned, boolean stops) {}

    /**
     * A savepoint that was begun.
     *
     * @param completed false if it is under way, or was given up
     */
    public record Savepoint(String directory, boolean completed) {}

    /** @param retained how many completed checkpoints are kept */
    public CheckpointFacts(int retained) {
        this.retained = retained;
    }

    public void apply(JournalRecord.CheckpointIdsReserved reserved) {
        reservedUpTo = reserved.upTo();
    }

    public void apply(JournalRecord.SavepointBegun begun) {
        savepoints.put(begun.checkpoint(), new Savepoint(begun.directory(), false));
        if (savepoints.size() > SAVEPOINTS_REMEMBERED) {
            savepoints.remove(savepoints.keySet().iterator().next());
        }
    }

    /** A savepoint is not restored from by itself, but that with which the job was to end has sinks committed. */
    public void apply(JournalRecord.CheckpointCompleted completed) {
        CheckpointKind kind = completed.kind();
        savepoints.replace(completed.checkpoint(), new Savepoint(completed.pointer(), true));
        if (kind == CheckpointKind.CHECKPOINT || kind.endsJob()) {
            add(new Restorable(completed.checkpoint(), completed.pointer(), !kind.isSavepoint(), kind.endsJob()));
        }
    }

    public void apply(JournalRecord.CheckpointClaimed claimed) {
        add(new Restorable(claimed.checkpoint(), claimed.pointer(), true, false));
    }

    private void add(Restorable checkpoint) {
        restorable.add(checkpoint);
        if (restorable.size() > retained) {
            restorable.remove(0);
        }
    }

    public void apply(JournalRecord.CheckpointDropped drop) {
        restorable.removeIf(checkpoint -> checkpoint.id() == drop.checkpoint());
        dropped = drop.reason();
    }

    public void apply(JournalRecord.CheckpointFilesLeft left) {
        filesLeft = left;
    }

    public void apply(JournalRecord.CheckpointFilesSwept swept) {
        filesLeft = null;
    }

    /** Oldest first. */
    List<Restorable> restorable() {
        return List.copyOf(restorable);
    }

    /** The id of the latest of them, or 0. */
    long latestId() {
        return restorable.isEmpty() ? 0 : restorable.get(restorable.size() - 1).id();
    }

    /** True if the job was to end with the latest of them. */
    boolean latestStops() {
        return !restorable.isEmpty() && restorable.get(restorable.size() - 1).stops();
    }

    /** The last ones that were begun, oldest first. */
    public List<Savepoint> savepoints() {
        return List.copyOf(savepoints.values());
    }

    /** The ids of those of them that were not completed. */
    List<Long> unfinishedSavepoints() {
        return savepoints.entrySet().stream()
                .filter(savepoint -> !savepoint.getValue().completed())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The one with this id, if it is among them and was not completed. */
    Optional<Savepoint> givenUpSavepoint(long id) {
        return Optional.ofNullable(savepoints.get(id)).filter(savepoint -> !savepoint.completed());
    }

    /** No checkpoint with a higher id was ever begun; 0 if none was. */
    long reservedUpTo() {
        return reservedUpTo;
    }

    /** Why the last checkpoint that could not be read was given up, or null. */
    String dropped() {
        return dropped;
    }

    /** What is still to be swept of the ended job, or null. */
    public JournalRecord.CheckpointFilesLeft filesLeft() {
        return filesLeft;
    }
}

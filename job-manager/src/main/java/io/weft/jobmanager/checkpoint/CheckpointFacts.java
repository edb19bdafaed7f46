package io.weft.jobmanager.checkpoint;

import io.weft.jobmanager.port.JournalRecord;
import io.weft.model.checkpoint.CheckpointKind;
import java.util.ArrayList;
import java.util.List;

/** What the journal says of a job's checkpoints, and nothing else. */
public final class CheckpointFacts {

    private final int retained;
    private final List<Restorable> restorable = new ArrayList<>();
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

    /** @param retained how many completed checkpoints are kept */
    public CheckpointFacts(int retained) {
        this.retained = retained;
    }

    public void apply(JournalRecord.CheckpointIdsReserved reserved) {
        reservedUpTo = reserved.upTo();
    }

    /** A savepoint is not restored from by itself, but that with which the job was to end has sinks committed. */
    public void apply(JournalRecord.CheckpointCompleted completed) {
        CheckpointKind kind = completed.kind();
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

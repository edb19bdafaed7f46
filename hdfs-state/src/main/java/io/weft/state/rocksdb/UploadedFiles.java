package io.weft.state.rocksdb;

import io.weft.model.checkpoint.KeyedSnapshot.BackendFile;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which files of the database earlier checkpoints have made durable. Only those of a checkpoint that is complete are relied on: what belongs
 * to one that is under way goes with it if it is given up. Thread-safe.
 */
final class UploadedFiles {

    /** A checkpoint under way: what it relies on, and what it has come to, null as long as it is being written. */
    private static final class Pending {
        private final Map<String, BackendFile> reusable;
        private Map<String, BackendFile> files;

        Pending(Map<String, BackendFile> reusable) {
            this.reusable = reusable;
        }
    }

    private Map<String, BackendFile> completed;
    private final TreeMap<Long, Pending> pending = new TreeMap<>();

    /** @param restored the files of the checkpoint that the database was restored from, by their names */
    UploadedFiles(Map<String, BackendFile> restored) {
        completed = restored;
    }

    /** A checkpoint begins. Returns the files it may rely on, by their names. */
    synchronized Map<String, BackendFile> begin(long id) {
        Map<String, BackendFile> reusable = new HashMap<>(completed);
        // One that is under way, or was completed without our knowing, may take the completed one's place before this
        // one is written. What
        // it does not refer to is removed then.
        for (Pending earlier : pending.values()) {
            reusable.entrySet().removeIf(file -> !file.getValue().equals(earlier.reusable.get(file.getKey())));
        }
        pending.put(id, new Pending(reusable));
        return reusable;
    }

    /** A checkpoint is written and refers to these files, which later ones may refer to as well. */
    synchronized void written(long id, Map<String, BackendFile> files) {
        Pending checkpoint = pending.get(id);
        if (checkpoint != null) {
            checkpoint.files = files;
        }
    }

    /** A checkpoint is complete. */
    synchronized void completed(long id) {
        Pending checkpoint = pending.get(id);
        if (checkpoint != null && checkpoint.files != null) {
            completed = checkpoint.files;
            pending.headMap(id, true).clear();
        }
    }

    /** A checkpoint was given up. */
    synchronized void aborted(long id) {
        pending.remove(id);
    }
}

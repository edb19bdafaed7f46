package io.weft.jobmanager.checkpoint;

import io.weft.model.checkpoint.CheckpointFiles;
import io.weft.model.checkpoint.CheckpointMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The complete checkpoints that the job may be restored from, and what they keep on disk. A file stays as long as any of them refers to
 * it, be it in the directory of one that is gone.
 */
final class RetainedCheckpoints {

    private record Retained(CheckpointMetadata metadata, String directory, boolean owned, Set<String> files) {}

    /** By id, oldest first. */
    private final Map<Long, Retained> retained = new LinkedHashMap<>();
    /** Directories of checkpoints that are gone, with the files in them that others refer to. */
    private final Map<String, Set<String>> remains = new HashMap<>();

    void add(CheckpointMetadata metadata, String directory, boolean owned) {
        retained.put(metadata.order().id(), new Retained(metadata, directory, owned, CheckpointFiles.of(metadata)));
    }

    /** The one to restore from, or null. */
    CheckpointMetadata latest() {
        CheckpointMetadata latest = null;
        for (Retained checkpoint : retained.values()) {
            latest = checkpoint.metadata();
        }
        return latest;
    }

    /** Leaves its files alone, for people to look at. */
    void forget(long id) {
        retained.remove(id);
    }

    /** Forgets all but these and those from {@code oldest} on, and gives the files and directories that are needed no more. */
    List<String> keepOnly(Set<Long> ids, long oldest) {
        List<String> unneeded = new ArrayList<>();
        List<Retained> gone = new ArrayList<>();
        retained.values().removeIf(checkpoint -> {
            long id = checkpoint.metadata().order().id();
            boolean goes = !ids.contains(id) && id < oldest;
            if (goes && checkpoint.owned()) {
                gone.add(checkpoint);
            }
            return goes;
        });
        Set<String> needed = new HashSet<>();
        retained.values().forEach(checkpoint -> needed.addAll(checkpoint.files()));
        Set<String> candidates = new HashSet<>();
        for (Retained checkpoint : gone) {
            remains.put(checkpoint.directory(), new HashSet<>(Set.of(checkpoint.directory() + "/_metadata")));
            candidates.addAll(checkpoint.files());
        }
        for (String file : candidates) {
            Set<String> inDirectory = remains.get(file.substring(0, Math.max(0, file.lastIndexOf('/'))));
            if (inDirectory != null) {
                inDirectory.add(file);
            } else if (!needed.contains(file)) {
                unneeded.add(file);
            }
        }
        clearRemains(needed, unneeded);
        return unneeded;
    }

    private void clearRemains(Set<String> needed, List<String> unneeded) {
        for (Iterator<Map.Entry<String, Set<String>>> all = remains.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<String, Set<String>> directory = all.next();
            List<String> free = directory.getValue().stream()
                    .filter(file -> !needed.contains(file))
                    .toList();
            if (free.size() == directory.getValue().size()) {
                unneeded.add(directory.getKey());
                all.remove();
            } else {
                unneeded.addAll(free);
                free.forEach(directory.getValue()::remove);
            }
        }
    }

    /** The directories of all of them, and what they refer to elsewhere. */
    Set<String> everything() {
        Set<String> everything = new HashSet<>();
        for (Retained checkpoint : retained.values()) {
            everything.add(checkpoint.directory());
            everything.addAll(checkpoint.files());
        }
        return everything;
    }
}

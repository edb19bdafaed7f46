package io.weft.jobmanager.simulation;

import io.weft.jobmanager.port.Effect;
import io.weft.jobmanager.port.Event;
import io.weft.model.CorruptCheckpointException;
import io.weft.model.Failure;
import io.weft.model.checkpoint.CheckpointMetadata;
import java.io.IOException;
import java.util.Set;
import java.util.TreeMap;

/** The file system that checkpoints lie in, with one thread a JobManager that works on it, slowly. */
final class SimulatedFiles {

    private static final Failure DISK_FULL = Failure.of(new IOException("the disk is full"));

    private final Cluster cluster;
    private final World world;
    /** What each file says: the metadata of a metadata file, else any text. */
    private final TreeMap<String, Object> files = new TreeMap<>();

    SimulatedFiles(Cluster cluster) {
        this.cluster = cluster;
        this.world = cluster.world();
    }

    void write(String file, Object content) {
        files.put(file, content);
    }

    boolean exists(String file) {
        return files.containsKey(file);
    }

    Set<String> all() {
        return files.keySet();
    }

    void store(SimulatedJobManager by, Effect.StoreCheckpoint effect) {
        CheckpointMetadata checkpoint = effect.checkpoint();
        String directory = checkpoint.order().directory();
        long id = checkpoint.order().id();
        by.onFilesThread(() -> {
            boolean fails = cluster.isStormy() && world.chance(0.05);
            if (!fails || world.chance(0.3)) {
                files.put(directory + "/_metadata", checkpoint);
            }
            if (fails) {
                if (world.chance(0.7)) {
                    by.handle(new Event.CheckpointStoreFailed(checkpoint.job(), id, DISK_FULL));
                }
            } else {
                by.handle(new Event.CheckpointStored(checkpoint.job(), id, directory));
            }
        });
    }

    void load(SimulatedJobManager by, Effect.LoadCheckpoint effect) {
        by.onFilesThread(() -> {
            Object content = files.get(effect.pointer() + "/_metadata");
            if (cluster.isStormy() && world.chance(0.1)) {
                by.handle(new Event.CheckpointLoadFailed(effect.job(), effect.pointer(), DISK_FULL));
            } else if (content instanceof CheckpointMetadata checkpoint) {
                by.handle(new Event.CheckpointLoaded(effect.job(), effect.pointer(), checkpoint));
            } else {
                Failure corrupt = Failure.of(new CorruptCheckpointException(effect.pointer() + " is damaged"));
                by.handle(new Event.CheckpointLoadFailed(effect.job(), effect.pointer(), corrupt));
            }
        });
    }

    void delete(SimulatedJobManager by, Effect.DeleteFiles effect) {
        by.onFilesThread(() -> effect.paths().forEach(this::delete));
    }

    private void delete(String path) {
        files.remove(path);
        files.keySet().removeIf(file -> file.startsWith(path + "/"));
    }

    void sweep(SimulatedJobManager by, Effect.SweepFiles effect) {
        by.onFilesThread(() -> {
            files.keySet()
                    .removeIf(file -> file.startsWith(effect.directory() + "/")
                            && effect.keep().stream()
                                    .noneMatch(kept -> file.equals(kept) || file.startsWith(kept + "/")));
            by.handle(new Event.FilesSwept(effect.job()));
        });
    }
}

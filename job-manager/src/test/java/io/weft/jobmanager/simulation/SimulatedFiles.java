package io.weft.jobmanager.simulation;

import io.weft.api.execution.JobID;
import io.weft.jobmanager.port.Effect;
import io.weft.jobmanager.port.Event;
import io.weft.model.CorruptCheckpointException;
import io.weft.model.Failure;
import io.weft.model.checkpoint.CheckpointMetadata;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.model.checkpoint.StateHandle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The file system that checkpoints lie in, with one thread a JobManager that works on it, slowly. */
final class SimulatedFiles {

    private static final Failure DISK_FULL = Failure.of(new IOException("the disk is full"));

    private final Cluster cluster;
    private final World world;
    /** What each file says: the metadata of a metadata file, else any text. */
    private final Map<String, Object> files = new TreeMap<>();

    private final Set<String> orphans = new HashSet<>();

    SimulatedFiles(Cluster cluster) {
        this.cluster = cluster;
        this.world = cluster.world();
    }

    /**
     * Adds to a TaskManager's file.
     *
     * @param forgiven whether nobody can be blamed if nobody removes it
     */
    @SuppressWarnings("unchecked")
    StateHandle.Stored write(String file, Flow.State state, boolean forgiven) {
        int run = 0;
        if (files.computeIfAbsent(file, name -> new ArrayList<Flow.State>()) instanceof List<?> runs) {
            run = runs.size();
            ((List<Flow.State>) runs).add(state);
        }
        if (forgiven) {
            orphans.add(file);
        }
        return new StateHandle.Stored(file, List.of(new StateHandle.Extent(run, 1)));
    }

    Flow.State read(StateHandle handle) throws CorruptCheckpointException {
        StateHandle.Stored stored = (StateHandle.Stored) handle;
        int run = (int) stored.extents().get(0).offset();
        if (files.get(stored.file()) instanceof List<?> runs && run < runs.size()) {
            return (Flow.State) runs.get(run);
        }
        throw new CorruptCheckpointException(stored.file() + " is missing or damaged");
    }

    /** What is kept of a subtask. */
    List<Flow.State> states(CheckpointMetadata.SubtaskState subtask) {
        List<Flow.State> states = new ArrayList<>();
        try {
            if (subtask.keyed() instanceof KeyedSnapshot.Canonical keyed) {
                states.add(read(keyed.bytes()));
            }
            if (subtask.operatorState() != null) {
                states.add(read(subtask.operatorState().bytes()));
            }
        } catch (CorruptCheckpointException e) {
            throw new AssertionError(e);
        }
        return states;
    }

    /** The files with state that a checkpoint needs. */
    static Set<String> of(CheckpointMetadata checkpoint) {
        Set<String> needed = new HashSet<>();
        for (CheckpointMetadata.OperatorState operator : checkpoint.operators()) {
            for (CheckpointMetadata.SubtaskState subtask : operator.subtasks()) {
                if (subtask.keyed() instanceof KeyedSnapshot.Canonical keyed
                        && keyed.bytes() instanceof StateHandle.Stored stored) {
                    needed.add(stored.file());
                }
                if (subtask.operatorState() != null
                        && subtask.operatorState().bytes() instanceof StateHandle.Stored stored) {
                    needed.add(stored.file());
                }
            }
        }
        return needed;
    }

    /** Damages a file of the job, if it has one. */
    void damage(JobID job) {
        List<String> its = files.keySet().stream()
                .filter(file -> file.contains(job.toString()))
                .toList();
        if (!its.isEmpty()) {
            files.put(world.pick(its), "damaged");
        }
    }

    void delete(String path) {
        files.remove(path);
        files.keySet().removeIf(file -> file.startsWith(path + "/"));
    }

    boolean exists(String file) {
        return files.containsKey(file);
    }

    /** The files of a job for whose presence somebody must answer, and what is in those. */
    Map<String, Object> of(JobID job) {
        Map<String, Object> its = new TreeMap<>(files);
        its.keySet().removeIf(file -> !file.contains(job.toString()) || orphans.contains(file));
        return its;
    }

    /** The files in a directory for whose presence somebody must answer, and what is in those. */
    Map<String, Object> below(String directory) {
        Map<String, Object> its = new TreeMap<>(files);
        its.keySet().removeIf(file -> !file.startsWith(directory + "/") || orphans.contains(file));
        return its;
    }

    void store(SimulatedJobManager by, Effect.StoreCheckpoint effect) {
        CheckpointMetadata checkpoint = effect.checkpoint();
        String directory = checkpoint.order().directory();
        long id = checkpoint.order().id();
        by.onFilesThread(() -> {
            boolean fails = cluster.isStormy() && world.chance(0.05);
            if (!fails || world.chance(0.3)) {
                files.put(directory + "/_metadata", checkpoint);
                if (!cluster.isCurrent(by)) {
                    orphans.add(directory + "/_metadata");
                }
            }
            if (cluster.isStormy() && world.chance(0.02) && cluster.isCurrent(by)) {
                cluster.replaceJobManager();
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

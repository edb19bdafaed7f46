package io.weft.api.state.backend;

import io.weft.api.config.CheckpointingOptions;
import io.weft.api.config.Configuration;
import io.weft.api.config.RocksDBOptions;
import io.weft.api.config.StateBackendOptions;
import java.util.Arrays;

/** State is kept in RocksDB on local disks, and may be larger than memory. */
public class EmbeddedRocksDBStateBackend implements StateBackend {

    /** Null leaves it to the other settings. */
    private final Boolean incrementalCheckpoints;

    /** Null leaves it to the other settings. */
    private String[] dbStoragePaths;

    public EmbeddedRocksDBStateBackend() {
        this.incrementalCheckpoints = null;
    }

    /** @param enableIncrementalCheckpointing whether a checkpoint holds only what changed since the one before */
    public EmbeddedRocksDBStateBackend(boolean enableIncrementalCheckpointing) {
        this.incrementalCheckpoints = enableIncrementalCheckpointing;
    }

    /** False unless the constructor said otherwise. */
    public boolean isIncrementalCheckpointsEnabled() {
        return Boolean.TRUE.equals(incrementalCheckpoints);
    }

    /** A local directory for RocksDB's files; null for the container's own. */
    public void setDbStoragePath(String path) {
        dbStoragePaths = path == null ? null : new String[] {path};
    }

    /** Local directories for RocksDB's files, used in turn. */
    public void setDbStoragePaths(String... paths) {
        if (paths != null && paths.length == 0) {
            throw new IllegalArgumentException(
                    "RocksDB needs one directory at least, or null for the container's own.");
        }
        dbStoragePaths = paths == null ? null : paths.clone();
    }

    /** Null if the container's own directories are used. */
    public String[] getDbStoragePaths() {
        return dbStoragePaths == null ? null : Arrays.copyOf(dbStoragePaths, dbStoragePaths.length);
    }

    @Override
    public void writeTo(Configuration configuration) {
        configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        if (incrementalCheckpoints != null) {
            configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, incrementalCheckpoints);
        }
        if (dbStoragePaths != null) {
            configuration.set(RocksDBOptions.LOCAL_DIRECTORIES, String.join(",", dbStoragePaths));
        }
    }
}

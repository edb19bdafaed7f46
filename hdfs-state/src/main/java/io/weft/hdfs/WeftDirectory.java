package io.weft.hdfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A user's Weft directory, {@code .weft} in the home directory unless configured.
 *
 * <pre>
 * .weft/cache/&lt;sha256&gt;.zip           the engine, for all applications
 * .weft/staging/&lt;application id&gt;/    what one application needs, gone when it is
 * .weft/checkpoints/&lt;job id&gt;/         checkpoints of jobs that name no directory for them
 * </pre>
 */
public record WeftDirectory(FileSystem files, Path root) {
    public WeftDirectory {
        Objects.requireNonNull(files, "files");
        Objects.requireNonNull(root, "root");
    }

    /**
     * @param parent where {@code .weft} lies, or empty for the user's home directory
     */
    public static WeftDirectory in(FileSystem files, String parent) {
        Path above = parent.isEmpty() ? files.getHomeDirectory() : files.makeQualified(new Path(parent));
        return new WeftDirectory(files, new Path(above, ".weft"));
    }

    /** Where a staging directory's Weft directory keeps checkpoints. */
    public static Path checkpoints(Path staging) {
        return new Path(staging.getParent().getParent(), "checkpoints");
    }

    public EngineCache cache() {
        return new EngineCache(files, new Path(root, "cache"));
    }

    public StagingDirectory staging(String applicationId) {
        return new StagingDirectory(files, new Path(stagingRoot(), applicationId));
    }

    /**
     * A staging directory.
     *
     * @param modifiedMs when a file was last added to it or removed, in ms since the epoch
     */
    public record Staged(String applicationId, long modifiedMs) {}

    /** All staging directories. */
    public List<Staged> stagedApplications() throws IOException {
        List<Staged> staged = new ArrayList<>();
        if (files.exists(stagingRoot())) {
            for (FileStatus status : files.listStatus(stagingRoot())) {
                staged.add(new Staged(status.getPath().getName(), status.getModificationTime()));
            }
        }
        return staged;
    }

    private Path stagingRoot() {
        return new Path(root, "staging");
    }
}

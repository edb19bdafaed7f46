package io.weft.hdfs;

import io.weft.api.execution.JobID;
import io.weft.model.Epoch;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;

/** What one application needs while it lives. Nobody but its user may look inside. */
public final class StagingDirectory {

    private static final FsPermission MINE_ONLY = new FsPermission((short) 0700);
    private static final FsPermission SECRET = new FsPermission((short) 0600);
    private static final String LEADER = "leader-";

    private final FileSystem files;
    private final Path path;

    StagingDirectory(FileSystem files, Path path) {
        this.files = files;
        this.path = path;
    }

    /** The directory at a path that another process made. */
    public static StagingDirectory at(FileSystem files, Path path) {
        return new StagingDirectory(files, path);
    }

    /** The same, for processes that know no more than its URI. */
    public static StagingDirectory at(String uri) throws IOException {
        Path path = new Path(uri);
        return at(FileSystem.get(path.toUri(), HadoopSettings.load()), path);
    }

    public Path path() {
        return path;
    }

    public void create() throws IOException {
        files.mkdirs(path, MINE_ONLY);
        files.setPermission(path, MINE_ONLY);
    }

    public void delete() throws IOException {
        files.delete(path, true);
    }

    /** Writes a small file. */
    public FileStatus write(String name, byte[] content) throws IOException {
        Path file = new Path(path, name);
        try (FSDataOutputStream out = files.create(file, true)) {
            out.write(content);
        }
        return files.getFileStatus(file);
    }

    /** Uploads a local file. */
    public FileStatus upload(String name, java.nio.file.Path local) throws IOException {
        Path file = new Path(path, name);
        try (FSDataOutputStream out = files.create(file, true)) {
            java.nio.file.Files.copy(local, out);
        }
        return files.getFileStatus(file);
    }

    /** Uploads a local file that only one of several jobs needs. */
    public FileStatus uploadForJob(JobID job, String name, java.nio.file.Path local) throws IOException {
        return upload(jobDirectory(job) + "/" + name, local);
    }

    /** Removes what was uploaded for a job, if anything was. */
    public void deleteJob(JobID job) throws IOException {
        files.delete(new Path(path, jobDirectory(job)), true);
    }

    private static String jobDirectory(JobID job) {
        return "jobs/" + job;
    }

    public byte[] read(String name) throws IOException {
        try (InputStream in = files.open(new Path(path, name))) {
            return in.readAllBytes();
        }
    }

    /** Leaves the application's secret for clients of the same user that come later. */
    public void writeSecret(byte[] secret) throws IOException {
        Path file = new Path(path, "secret");
        try (FSDataOutputStream out = FileSystem.create(files, file, SECRET)) {
            out.write(secret);
        }
    }

    public byte[] readSecret() throws IOException {
        return read("secret");
    }

    /**
     * Where a JobManager is reached.
     *
     * @param epoch its incarnation; the highest one leads
     */
    public record Leader(Epoch epoch, String host, int port) {}

    /** Makes a JobManager known. Readers see all of it or nothing. */
    public void publishLeader(Leader leader) throws IOException {
        String name = LEADER + String.format("%010d", leader.epoch().number());
        Path temporary = new Path(path, "." + name);
        try (FSDataOutputStream out = files.create(temporary, true)) {
            out.write((leader.host() + " " + leader.port()).getBytes(StandardCharsets.UTF_8));
        }
        Path target = new Path(path, name);
        if (!files.rename(temporary, target)) {
            throw new IOException(
                    target + " cannot be written. Another ApplicationMaster may have taken this epoch, or the staging"
                            + " directory is gone.");
        }
    }

    /** The JobManager of the highest epoch; empty if there is none yet, or the application's directory is gone. */
    public Optional<Leader> findLeader() throws IOException {
        FileStatus[] candidates;
        try {
            candidates = files.listStatus(path, file -> file.getName().startsWith(LEADER));
        } catch (FileNotFoundException gone) {
            return Optional.empty();
        }
        if (candidates.length == 0) {
            return Optional.empty();
        }
        String name = java.util.Arrays.stream(candidates)
                .map(status -> status.getPath().getName())
                .max(java.util.Comparator.naturalOrder())
                .orElseThrow();
        String[] address = new String(read(name), StandardCharsets.UTF_8).split(" ", -1);
        Epoch epoch = new Epoch(Long.parseLong(name.substring(LEADER.length())));
        return Optional.of(new Leader(epoch, address[0], Integer.parseInt(address[1])));
    }
}

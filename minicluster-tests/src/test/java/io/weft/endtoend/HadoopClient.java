package io.weft.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** What a test looks at in HDFS and YARN, through Hadoop's own client. */
public final class HadoopClient implements AutoCloseable {
    private static final EnumSet<YarnApplicationState> LIVING = EnumSet.of(
            YarnApplicationState.NEW,
            YarnApplicationState.NEW_SAVING,
            YarnApplicationState.SUBMITTED,
            YarnApplicationState.ACCEPTED,
            YarnApplicationState.RUNNING);

    private final DistributedFileSystem hdfs;
    private final YarnClient yarn = YarnClient.createYarnClient();

    HadoopClient(java.nio.file.Path confDir) throws IOException {
        Configuration configuration = new YarnConfiguration();
        for (String file : List.of("core-site.xml", "hdfs-site.xml", "yarn-site.xml")) {
            configuration.addResource(new Path(confDir.resolve(file).toUri()));
        }
        hdfs = (DistributedFileSystem) FileSystem.newInstance(configuration);
        yarn.init(configuration);
        yarn.start();
    }

    /** The paths of all files below a folder, which need not exist. */
    public List<String> filesBelow(String folder) throws IOException {
        List<String> files = new ArrayList<>();
        if (hdfs.exists(new Path(folder))) {
            RemoteIterator<LocatedFileStatus> found = hdfs.listFiles(new Path(folder), true);
            while (found.hasNext()) {
                files.add(found.next().getPath().toUri().getPath());
            }
        }
        return files;
    }

    /** The paths of all files and folders below a folder, which need not exist. */
    public List<String> everythingBelow(String folder) throws IOException {
        List<String> paths = new ArrayList<>();
        if (hdfs.exists(new Path(folder))) {
            for (FileStatus status : hdfs.listStatus(new Path(folder))) {
                String path = status.getPath().toUri().getPath();
                paths.add(path);
                if (status.isDirectory()) {
                    paths.addAll(everythingBelow(path));
                }
            }
        }
        return paths;
    }

    /** The lines of all files below a folder, in no order. */
    public List<String> linesBelow(String folder) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String file : filesBelow(folder)) {
            lines.addAll(read(file).lines().toList());
        }
        return lines;
    }

    public String read(String file) throws IOException {
        try (InputStream in = hdfs.open(new Path(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    public void write(String file, String text) throws IOException {
        try (OutputStream out = hdfs.create(new Path(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    public void delete(String path) throws IOException {
        hdfs.delete(new Path(path), true);
    }

    /** Gives a user what a cluster's administrator would. */
    public void makeHome(String user) throws IOException {
        Path home = new Path("/user", user);
        hdfs.mkdirs(home);
        hdfs.setOwner(home, user, user);
    }

    /** Sets the permissions of a folder and of all folders below it, as {@code ls} shows them. */
    public void allow(String folder, String permissions) throws IOException {
        hdfs.setPermission(new Path(folder), FsPermission.valueOf("d" + permissions));
        for (FileStatus status : hdfs.listStatus(new Path(folder))) {
            if (status.isDirectory()) {
                allow(status.getPath().toUri().getPath(), permissions);
            }
        }
    }

    /** Sets how many bytes, replicas and whole blocks counted, may lie below a folder. */
    public void limitSpace(String folder, long bytes) throws IOException {
        hdfs.setQuota(new Path(folder), HdfsConstants.QUOTA_DONT_SET, bytes);
    }

    /** Sets how many files and folders may lie below a folder, itself counted. */
    public void limitNames(String folder, long names) throws IOException {
        hdfs.setQuota(new Path(folder), names, HdfsConstants.QUOTA_DONT_SET);
    }

    public void clearLimits(String folder) throws IOException {
        hdfs.setQuota(new Path(folder), HdfsConstants.QUOTA_RESET, HdfsConstants.QUOTA_RESET);
    }

    /** All applications that the ResourceManager remembers. */
    public List<ApplicationReport> applications() throws IOException {
        try {
            return yarn.getApplications();
        } catch (YarnException e) {
            throw new IOException("The ResourceManager does not list its applications", e);
        }
    }

    /** The applications that have not ended. */
    public List<ApplicationReport> livingApplications() throws IOException {
        return applications().stream()
                .filter(it -> LIVING.contains(it.getYarnApplicationState()))
                .toList();
    }

    /** What {@code yarn application -kill} does. */
    public void kill(String application) throws IOException {
        try {
            yarn.killApplication(ApplicationId.fromString(application));
        } catch (YarnException e) {
            throw new IOException(application + " cannot be killed", e);
        }
    }

    @Override
    public void close() throws IOException {
        yarn.stop();
        hdfs.close();
    }
}

package io.weft.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
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

    private final FileSystem hdfs;
    private final YarnClient yarn = YarnClient.createYarnClient();

    HadoopClient(java.nio.file.Path confDir) throws IOException {
        Configuration configuration = new YarnConfiguration();
        for (String file : List.of("core-site.xml", "hdfs-site.xml", "yarn-site.xml")) {
            configuration.addResource(new Path(confDir.resolve(file).toUri()));
        }
        hdfs = FileSystem.newInstance(configuration);
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

package io.weft.yarn.client.application;

import io.weft.hdfs.HadoopSettings;
import io.weft.hdfs.WeftDirectory;
import io.weft.yarn.client.terminal.CommandException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.client.util.YarnClientUtils;
import org.apache.hadoop.yarn.conf.YarnConfiguration;

/** A user's connections to one Hadoop cluster. */
public final class HadoopCluster implements AutoCloseable {

    private final Configuration configuration;
    private final String stagingParent;
    private final Lazy<YarnClient> yarn;
    private final Lazy<FileSystem> files;

    private HadoopCluster(Configuration configuration, String stagingParent) {
        this.configuration = configuration;
        this.stagingParent = stagingParent;
        this.yarn = new Lazy<>(this::connectToYarn);
        this.files = new Lazy<>(this::connectToFiles);
    }

    /**
     * The cluster that {@code HADOOP_CONF_DIR} describes. Nothing is connected yet.
     *
     * @param settings Weft's, of which {@code hadoop.*} are handed to Hadoop
     * @param stagingParent the configured parent of the Weft directory, or empty
     */
    public static HadoopCluster of(String hadoopConfDirectory, Map<String, String> settings, String stagingParent) {
        if (hadoopConfDirectory == null || hadoopConfDirectory.isBlank()) {
            throw new CommandException(
                    "HADOOP_CONF_DIR is not set, so the cluster is not known. Set it to the directory that holds"
                            + " core-site.xml, hdfs-site.xml and yarn-site.xml, often /etc/hadoop/conf.");
        }
        java.nio.file.Path directory = java.nio.file.Path.of(hadoopConfDirectory);
        if (!Files.isReadable(directory.resolve("yarn-site.xml"))) {
            throw new CommandException(
                    "There is no readable yarn-site.xml in HADOOP_CONF_DIR (" + directory
                            + "). Set HADOOP_CONF_DIR to the directory with the cluster's configuration, often /etc/hadoop/conf.");
        }
        Configuration configuration = new YarnConfiguration(HadoopSettings.loadForClient(settings));
        if (configuration.getResource("yarn-site.xml") == null) {
            throw new CommandException(
                    "Hadoop's configuration is not found in HADOOP_CONF_DIR. Start Weft with the scripts in its bin directory.");
        }
        UserGroupInformation.setConfiguration(configuration);
        return new HadoopCluster(configuration, stagingParent);
    }

    public Configuration configuration() {
        return configuration;
    }

    /** Connects at the first call. */
    public YarnClient yarn() {
        return yarn.value();
    }

    /** Connects at the first call. */
    public FileSystem files() {
        return files.value();
    }

    /** A path that a person has named, with its file system. A relative one lies where it does for Hadoop's own commands. */
    public String qualified(String path) {
        try {
            Path named = new Path(path);
            return named.getFileSystem(configuration).makeQualified(named).toString();
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandException("The path '" + path + "' cannot be used: " + e.getMessage(), e);
        }
    }

    public WeftDirectory directory() {
        return WeftDirectory.in(files(), stagingParent);
    }

    /** Who may renew this user's delegation tokens: the YARN ResourceManager. */
    public String renewer() throws IOException {
        return YarnClientUtils.getRmPrincipal(configuration);
    }

    private YarnClient connectToYarn() {
        YarnClient client = YarnClient.createYarnClient();
        client.init(configuration);
        client.start();
        return client;
    }

    private FileSystem connectToFiles() {
        try {
            return FileSystem.newInstance(configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        yarn.ifPresent(YarnClient::stop);
        files.ifPresent(connected -> {
            try {
                connected.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}

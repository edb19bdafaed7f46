package io.weft.hdfs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.HdfsConfiguration;

/** Hadoop's configuration as every Weft process uses it: found through {@link #classLoader()}, with defaults of Weft's. */
public final class HadoopSettings {

    /**
     * The system property that names a directory with Hadoop's configuration. The command line has it there and not on its class path,
     * because the JVM takes no archived classes for a class path with directories.
     */
    public static final String DIRECTORY_PROPERTY = "weft.hadoop.conf.dir";

    /** Weft settings that begin so are handed to Hadoop without the prefix. */
    public static final String PREFIX = "hadoop.";

    private static final String WEFT = "weft";
    private static final String WEFT_CLIENT = "weft-client";

    /** What Weft wants otherwise than Hadoop's defaults; what the cluster's own files say wins. */
    private static final Map<String, String> EVERYWHERE = Map.of(
            // Closing a small file takes 12 ms and not 405: the first wait for the NameNode to know the last block.
            "dfs.client.block.write.locateFollowingBlock.initial.delay.ms", "5",
            // A NodeManager that is gone blocks the thread that calls it.
            "yarn.client.nodemanager-connect.max-wait-ms", "10000",
            "yarn.client.nodemanager-connect.retry-interval-ms", "500",
            // Needs jars that nothing else does.
            "yarn.timeline-service.enabled", "false");

    /** A person is waiting: Hadoop's own defaults are to try for a quarter of an hour. */
    private static final Map<String, String> CLIENT = Map.of(
            "yarn.resourcemanager.connect.max-wait.ms", "10000",
            "yarn.resourcemanager.connect.retry-interval.ms", "1000",
            "ipc.client.connect.max.retries", "3",
            "ipc.client.connect.max.retries.on.timeouts", "3",
            "yarn.client.app-submission.poll-interval", "50");

    private static final ClassLoader CLASS_LOADER = findClassLoader();

    private HadoopSettings() {}

    /**
     * Sees Hadoop's configuration beside all that is on the class path. Hadoop reads its files as resources of the thread's class loader,
     * so whoever hands a thread to Hadoop's clients sets this one for it.
     */
    public static ClassLoader classLoader() {
        return CLASS_LOADER;
    }

    private static ClassLoader findClassLoader() {
        ClassLoader own = HadoopSettings.class.getClassLoader();
        String directory = System.getProperty(DIRECTORY_PROPERTY, "");
        if (directory.isBlank()) {
            return own;
        }
        try {
            return new URLClassLoader(new URL[] {Path.of(directory).toUri().toURL()}, own);
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(DIRECTORY_PROPERTY + " is no directory: " + directory, e);
        }
    }

    /** Hadoop's configuration. */
    public static Configuration load() {
        Configuration configuration = new HdfsConfiguration();
        configuration.setClassLoader(CLASS_LOADER);
        applyDefaults(configuration, EVERYWHERE, WEFT);
        return configuration;
    }

    /** The configuration for the command line, with the user's {@code hadoop.*} settings. */
    public static Configuration loadForClient(Map<String, String> settings) {
        Configuration configuration = load();
        applyDefaults(configuration, CLIENT, WEFT_CLIENT);
        settings.forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                configuration.set(key.substring(PREFIX.length()), value, WEFT);
            }
        });
        return configuration;
    }

    private static void applyDefaults(Configuration configuration, Map<String, String> defaults, String source) {
        defaults.forEach((key, value) -> {
            if (isHadoopsDefault(source(configuration, key))) {
                configuration.set(key, value, source);
            }
        });
    }

    /** As XML, everything that is not Hadoop's own default: with it containers find the same cluster. */
    public static byte[] toXml(Configuration client) {
        Configuration chosen = new Configuration(false);
        for (Map.Entry<String, String> entry : client) {
            String source = source(client, entry.getKey());
            if (!isHadoopsDefault(source) && !source.equals(WEFT_CLIENT)) {
                chosen.set(entry.getKey(), entry.getValue());
            }
        }
        ByteArrayOutputStream xml = new ByteArrayOutputStream();
        try {
            chosen.writeXml(xml);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return xml.toByteArray();
    }

    private static boolean isHadoopsDefault(String source) {
        return source.isEmpty() || source.endsWith("-default.xml");
    }

    private static String source(Configuration configuration, String key) {
        String[] sources = configuration.getPropertySources(key);
        return sources == null || sources.length == 0 ? "" : sources[sources.length - 1];
    }
}

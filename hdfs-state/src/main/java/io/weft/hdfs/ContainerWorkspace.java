package io.weft.hdfs;

import io.weft.api.config.Configuration;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.Credentials;

/**
 * What every container of an application finds, whoever starts it and whatever runs in it: files in its working directory, environment
 * variables, and the application's secret among its credentials.
 */
public final class ContainerWorkspace {

    /** The directory with the engine's jars. */
    public static final String ENGINE = "engine";

    /** The directory with RocksDB's jar, if the application's settings keep state there. */
    public static final String ROCKSDB = "rocksdb";

    /** The directory with the application's own files; on the class path, so that Hadoop finds its settings there. */
    public static final String APPLICATION = "application";

    /** In {@value #APPLICATION}: Weft's settings. */
    public static final String SETTINGS = "weft.properties";

    /** The environment variable that names the application's staging directory. */
    public static final String STAGING = "WEFT_STAGING";

    /** The environment variable of TaskManagers that names the JobManager that had them started, as {@code host:port}. */
    public static final String JOB_MANAGER = "WEFT_JOB_MANAGER";

    /** Under which the application's secret lies among the credentials. */
    public static final Text SECRET = new Text("weft.application.secret");

    private ContainerWorkspace() {}

    public static Configuration readSettings(Path workingDirectory) throws IOException {
        return Configuration.fromMap(
                readProperties(workingDirectory.resolve(APPLICATION).resolve(SETTINGS)));
    }

    /** The pairs of a properties file. */
    public static Map<String, String> readProperties(Path file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        Map<String, String> values = new LinkedHashMap<>();
        properties.forEach((key, value) -> values.put((String) key, (String) value));
        return values;
    }

    /** The application's secret, from the file of credentials that YARN has put beside the container. */
    public static byte[] readSecret(Map<String, String> environment) throws IOException {
        String file = required(environment, "HADOOP_TOKEN_FILE_LOCATION");
        byte[] secret = Credentials.readTokenStorageFile(
                        new File(file), new org.apache.hadoop.conf.Configuration(false))
                .getSecretKey(SECRET);
        if (secret == null) {
            throw new IOException(
                    "The container's credentials hold no secret of the application: it was not started by Weft.");
        }
        return secret;
    }

    public static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalStateException(
                    "The environment variable " + name + " is missing. This process is started by YARN only.");
        }
        return value;
    }
}

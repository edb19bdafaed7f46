package io.weft.yarn.client;

import io.weft.api.config.Configuration;
import io.weft.api.config.YarnConfigOptions;
import io.weft.yarn.client.application.HadoopCluster;
import io.weft.yarn.client.terminal.Console;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where the command line runs.
 *
 * @param home the unpacked distribution
 * @param hadoopConfDirectory {@code HADOOP_CONF_DIR}, or null
 */
record ClientEnvironment(Path home, String hadoopConfDirectory, Console console) {

    /** The jars that travel to the containers. */
    Path engineJars() {
        return home.resolve("lib");
    }

    Configuration settings(Map<String, String> overrides) {
        return SettingsReader.read(home.resolve("conf").resolve("weft.yaml"), overrides);
    }

    HadoopCluster cluster(Configuration settings) {
        return HadoopCluster.of(
                hadoopConfDirectory, settings.toMap(), settings.get(YarnConfigOptions.STAGING_DIRECTORY, ""));
    }
}

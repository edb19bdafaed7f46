package io.weft.minicluster;

import java.nio.file.Path;

/**
 * Where things lie below a cluster's directory.
 *
 * @param directory the cluster's directory
 */
record ClusterLayout(Path directory) {

    /** Remembers ports, lease and class path. While it exists, the daemons may live. */
    Path state() {
        return directory.resolve("cluster.properties");
    }

    /** What clients name in HADOOP_CONF_DIR. */
    Path clientConf() {
        return directory.resolve("conf");
    }

    /** One line of shell that sets HADOOP_CONF_DIR. */
    Path environment() {
        return directory.resolve("env");
    }

    Path home(Daemon daemon) {
        return directory.resolve(daemon.name());
    }

    Path conf(Daemon daemon) {
        return home(daemon).resolve("conf");
    }

    Path data(Daemon daemon) {
        return home(daemon).resolve("data");
    }

    Path temporary(Daemon daemon) {
        return home(daemon).resolve("tmp");
    }

    Path pid(Daemon daemon) {
        return home(daemon).resolve("pid");
    }

    Path log(Daemon daemon) {
        return directory.resolve("logs").resolve(daemon.name() + ".log");
    }

    /** What the daemon prints before and beside its log. */
    Path output(Daemon daemon) {
        return directory.resolve("logs").resolve(daemon.name() + ".out");
    }

    Path containerLogs(Daemon daemon) {
        return directory.resolve("logs").resolve(daemon.name() + "-containers");
    }
}

package io.weft.minicluster;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * What a cluster's directory remembers, so that another process can look at the cluster, stop it, and start its daemons
 * again.
 *
 * @param lease given to daemons that are started
 * @param hadoopClassPath what the daemons' JVMs load Hadoop from
 * @param daemons all of them, running or not
 */
record ClusterState(Lease lease, String hadoopClassPath, List<Daemon> daemons) {

    ClusterState {
        daemons = List.copyOf(daemons);
    }

    ClusterState withLease(Lease other) {
        return new ClusterState(other, hadoopClassPath, daemons);
    }

    /** The daemons of a new cluster, with ports that are free now. */
    static List<Daemon> newDaemons(ClusterSpec.Size size, Ports ports) {
        List<Daemon> daemons = new ArrayList<>();
        daemons.add(newDaemon(DaemonKind.NAME_NODE, "nn", 1, ports));
        for (int number = 1; number <= size.dataNodes(); number++) {
            daemons.add(newDaemon(DaemonKind.DATA_NODE, "dn" + number, number, ports));
        }
        daemons.add(newDaemon(DaemonKind.RESOURCE_MANAGER, "rm", 1, ports));
        for (int number = 1; number <= size.nodeManagers(); number++) {
            daemons.add(newDaemon(DaemonKind.NODE_MANAGER, "nm" + number, number, ports));
        }
        return daemons;
    }

    void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("lease", lease.print());
        properties.setProperty("classpath", hadoopClassPath);
        properties.setProperty("daemons", daemons.stream().map(Daemon::name).collect(Collectors.joining(" ")));
        for (Daemon daemon : daemons) {
            properties.setProperty(daemon.name() + ".kind", daemon.kind().name());
            properties.setProperty(daemon.name() + ".host", daemon.host());
            daemon.ports()
                    .forEach((port, number) ->
                            properties.setProperty(daemon.name() + ".port." + port, number.toString()));
        }
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, "A mini-cluster. Its daemons end when this file is gone.");
        }
    }

    static ClusterState read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        List<Daemon> daemons = new ArrayList<>();
        for (String name : properties.getProperty("daemons").split(" ", -1)) {
            DaemonKind kind = DaemonKind.valueOf(properties.getProperty(name + ".kind"));
            Map<String, Integer> ports = new LinkedHashMap<>();
            for (String port : kind.portNames()) {
                ports.put(port, Integer.valueOf(properties.getProperty(name + ".port." + port)));
            }
            daemons.add(new Daemon(kind, name, properties.getProperty(name + ".host"), ports));
        }
        return new ClusterState(
                Lease.parse(properties.getProperty("lease")), properties.getProperty("classpath"), daemons);
    }

    private static Daemon newDaemon(DaemonKind kind, String name, int number, Ports ports) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        kind.portNames().forEach(port -> numbers.put(port, ports.next()));
        return new Daemon(kind, name, "127.0.0." + number, numbers);
    }
}

package io.weft.minicluster;

import java.util.Map;

/**
 * A daemon of a cluster: its name and where it listens. The addresses stay the same when it is killed and started again.
 *
 * @param kind what it is
 * @param name "nn", "rm", "dn1", "nm1", "nm2", ...
 * @param host an address of the loopback interface
 * @param ports by the names that the kind tells
 */
record Daemon(DaemonKind kind, String name, String host, Map<String, Integer> ports) {

    Daemon {
        ports = Map.copyOf(ports);
        if (!ports.keySet().containsAll(kind.portNames())) {
            throw new IllegalArgumentException(name + " needs the ports " + kind.portNames() + ", but has " + ports);
        }
    }

    String address(String port) {
        return host + ":" + ports.get(port);
    }

    String webAddress() {
        return "http://" + address("web");
    }
}

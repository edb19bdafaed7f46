package io.weft.minicluster;

import java.util.List;

/** The four kinds of Hadoop daemons, with what differs between them. */
enum DaemonKind {
    NAME_NODE("org.apache.hadoop.hdfs.server.namenode.NameNode", "rpc web"),
    DATA_NODE("org.apache.hadoop.hdfs.server.datanode.DataNode", "data rpc web"),
    RESOURCE_MANAGER(
            "org.apache.hadoop.yarn.server.resourcemanager.ResourceManager", "rpc scheduler tracker admin web"),
    NODE_MANAGER("org.apache.hadoop.yarn.server.nodemanager.NodeManager", "rpc localizer web");

    final String mainClass;
    private final String ports;

    DaemonKind(String mainClass, String ports) {
        this.mainClass = mainClass;
        this.ports = ports;
    }

    /** The ports that it listens on; every kind has "web". */
    List<String> portNames() {
        return List.of(ports.split(" ", -1));
    }
}

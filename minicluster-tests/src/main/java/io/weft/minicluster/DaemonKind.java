package io.weft.minicluster;

import java.util.List;

/** The four kinds of Hadoop daemons, with what differs between them. */
enum DaemonKind {
    NAME_NODE("nn", "org.apache.hadoop.hdfs.server.namenode.NameNode", List.of("rpc", "web")),
    DATA_NODE("dn", "org.apache.hadoop.hdfs.server.datanode.DataNode", List.of("data", "rpc", "web")),
    RESOURCE_MANAGER(
            "rm",
            "org.apache.hadoop.yarn.server.resourcemanager.ResourceManager",
            List.of("rpc", "scheduler", "tracker", "admin", "web")),
    NODE_MANAGER("nm", "org.apache.hadoop.yarn.server.nodemanager.NodeManager", List.of("rpc", "localizer", "web"));

    final String prefix;
    final String mainClass;
    /** The ports that it listens on; the last one serves its web pages. */
    final List<String> portNames;

    DaemonKind(String prefix, String mainClass, List<String> portNames) {
        this.prefix = prefix;
        this.mainClass = mainClass;
        this.portNames = portNames;
    }
}

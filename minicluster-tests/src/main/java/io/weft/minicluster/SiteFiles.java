package io.weft.minicluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes Hadoop's configuration: one folder for clients, and one for each daemon with its own addresses on top. */
final class SiteFiles {
    private static final String LOG_TO_CONSOLE = """
            log4j.rootLogger=WARN,console
            log4j.logger.org.apache.hadoop.util.NativeCodeLoader=ERROR
            log4j.appender.console=org.apache.log4j.ConsoleAppender
            log4j.appender.console.target=System.err
            log4j.appender.console.layout=org.apache.log4j.PatternLayout
            log4j.appender.console.layout.ConversionPattern=%p %c{1} %m%n
            """;

    private final ClusterSpec spec;
    private final ClusterLayout layout;
    private final List<Daemon> daemons;

    SiteFiles(ClusterSpec spec, ClusterLayout layout, List<Daemon> daemons) {
        this.spec = spec;
        this.layout = layout;
        this.daemons = daemons;
    }

    void write() throws IOException {
        writeFolder(layout.clientConf(), Map.of());
        Files.writeString(layout.clientConf().resolve("log4j.properties"), LOG_TO_CONSOLE);
        for (Daemon daemon : daemons) {
            Path folder = layout.conf(daemon);
            writeFolder(folder, own(daemon));
            Files.writeString(folder.resolve("log4j.properties"), log4j(layout.log(daemon)));
        }
    }

    private void writeFolder(Path folder, Map<String, String> own) throws IOException {
        Files.createDirectories(folder);
        Map<String, String> yarn = new TreeMap<>(yarn());
        Map<String, String> hdfs = new TreeMap<>(hdfs());
        own.forEach((key, value) -> (key.startsWith("yarn.") ? yarn : hdfs).put(key, value));
        Map<String, String> core = core();
        // In each file, because a file's defaults hide what an earlier file says.
        List.of(core, hdfs, yarn).forEach(site -> site.putAll(spec.properties()));
        Files.writeString(folder.resolve("core-site.xml"), xml(core));
        Files.writeString(folder.resolve("hdfs-site.xml"), xml(hdfs));
        Files.writeString(folder.resolve("yarn-site.xml"), xml(yarn));
        Files.writeString(folder.resolve("capacity-scheduler.xml"), xml(queues()));
    }

    private Map<String, String> core() {
        Map<String, String> site = new LinkedHashMap<>();
        site.put("fs.defaultFS", "hdfs://" + only(DaemonKind.NAME_NODE).address("rpc"));
        // Daemons are started side by side: who comes too early tries again soon.
        site.put("ipc.client.connect.retry.interval", "200");
        site.put("ipc.client.connect.max.retries", "20");
        return site;
    }

    private Map<String, String> hdfs() {
        Map<String, String> site = new LinkedHashMap<>();
        site.put("dfs.replication", "1");
        site.put("dfs.namenode.http-address", only(DaemonKind.NAME_NODE).address("web"));
        site.put("dfs.namenode.safemode.extension", "0");
        // A dead DataNode is noticed after 2 * recheck + 10 * heartbeat = 20 s.
        site.put("dfs.heartbeat.interval", "1");
        site.put("dfs.namenode.heartbeat.recheck-interval", "5000");
        site.put("dfs.namenode.datanode.registration.ip-hostname-check", "false");
        site.put("dfs.datanode.data.dir.perm", "700");
        return site;
    }

    private Map<String, String> yarn() {
        Daemon rm = only(DaemonKind.RESOURCE_MANAGER);
        Map<String, String> site = new LinkedHashMap<>();
        site.put("yarn.resourcemanager.hostname", rm.host());
        site.put("yarn.resourcemanager.address", rm.address("rpc"));
        site.put("yarn.resourcemanager.scheduler.address", rm.address("scheduler"));
        site.put("yarn.resourcemanager.resource-tracker.address", rm.address("tracker"));
        site.put("yarn.resourcemanager.admin.address", rm.address("admin"));
        site.put("yarn.resourcemanager.webapp.address", rm.address("web"));
        site.put("yarn.resourcemanager.connect.retry-interval.ms", "500");
        site.put("yarn.nm.liveness-monitor.expiry-interval-ms", "10000");
        site.put("yarn.log-aggregation-enable", "true");
        site.put("yarn.scheduler.minimum-allocation-mb", "128");
        site.put(
                "yarn.scheduler.maximum-allocation-mb",
                Integer.toString(spec.size().nodeMemoryMb()));
        site.put(
                "yarn.scheduler.maximum-allocation-vcores",
                Integer.toString(spec.size().nodeVcores()));
        return site;
    }

    private static Map<String, String> queues() {
        String root = "yarn.scheduler.capacity.";
        Map<String, String> site = new LinkedHashMap<>();
        // Without it, vcores are ignored.
        site.put(root + "resource-calculator", "org.apache.hadoop.yarn.util.resource.DominantResourceCalculator");
        site.put(root + "maximum-am-resource-percent", "1.0");
        site.put(root + "root.queues", "default,small");
        site.put(root + "root.default.capacity", "90");
        site.put(root + "root.default.maximum-capacity", "100");
        site.put(root + "root.default.user-limit-factor", "10");
        site.put(root + "root.small.capacity", "10");
        site.put(root + "root.small.maximum-capacity", "10");
        return site;
    }

    private Map<String, String> own(Daemon daemon) {
        Map<String, String> site = new LinkedHashMap<>();
        site.put("hadoop.tmp.dir", layout.data(daemon).resolve("tmp").toString());
        switch (daemon.kind()) {
            case NAME_NODE ->
                site.put(
                        "dfs.namenode.name.dir",
                        layout.data(daemon).resolve("name").toUri().toString());
            case DATA_NODE -> ownOfDataNode(daemon, site);
            case RESOURCE_MANAGER -> ownOfResourceManager(daemon, site);
            case NODE_MANAGER -> ownOfNodeManager(daemon, site);
        }
        return site;
    }

    private void ownOfDataNode(Daemon daemon, Map<String, String> site) {
        site.put(
                "dfs.datanode.data.dir",
                layout.data(daemon).resolve("data").toUri().toString());
        site.put("dfs.datanode.hostname", daemon.host());
        site.put("dfs.datanode.address", daemon.address("data"));
        site.put("dfs.datanode.ipc.address", daemon.address("rpc"));
        site.put("dfs.datanode.http.address", daemon.address("web"));
    }

    private void ownOfResourceManager(Daemon daemon, Map<String, String> site) {
        site.put("yarn.resourcemanager.recovery.enabled", "true");
        site.put(
                "yarn.resourcemanager.store.class",
                "org.apache.hadoop.yarn.server.resourcemanager.recovery.FileSystemRMStateStore");
        site.put(
                "yarn.resourcemanager.fs.state-store.uri",
                layout.data(daemon).resolve("state").toUri().toString());
        site.put("yarn.resourcemanager.work-preserving-recovery.enabled", "true");
        site.put("yarn.resourcemanager.work-preserving-recovery.scheduling-wait-ms", "0");
    }

    private void ownOfNodeManager(Daemon daemon, Map<String, String> site) {
        site.put("yarn.nodemanager.hostname", daemon.host());
        site.put("yarn.nodemanager.address", daemon.address("rpc"));
        site.put("yarn.nodemanager.localizer.address", daemon.address("localizer"));
        site.put("yarn.nodemanager.webapp.address", daemon.address("web"));
        site.put(
                "yarn.nodemanager.local-dirs",
                layout.data(daemon).resolve("local").toString());
        site.put("yarn.nodemanager.log-dirs", layout.containerLogs(daemon).toString());
        site.put(
                "yarn.nodemanager.resource.memory-mb",
                Integer.toString(spec.size().nodeMemoryMb()));
        site.put(
                "yarn.nodemanager.resource.cpu-vcores",
                Integer.toString(spec.size().nodeVcores()));
        site.put("yarn.nodemanager.vmem-check-enabled", "false");
        site.put("yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", "99");
        // Containers outlive a NodeManager that is killed and started again.
        site.put("yarn.nodemanager.recovery.enabled", "true");
        site.put("yarn.nodemanager.recovery.supervised", "true");
        site.put(
                "yarn.nodemanager.recovery.dir",
                layout.data(daemon).resolve("recovery").toString());
        // Files and logs of ended containers stay for ten minutes, for whoever wants to know what happened.
        site.put("yarn.nodemanager.delete.debug-delay-sec", "600");
    }

    private Daemon only(DaemonKind kind) {
        return daemons.stream().filter(it -> it.kind() == kind).findFirst().orElseThrow();
    }

    private static String log4j(Path log) {
        return """
                log4j.rootLogger=INFO,file
                log4j.logger.http.requests=WARN
                log4j.appender.file=org.apache.log4j.FileAppender
                log4j.appender.file.File=%s
                log4j.appender.file.layout=org.apache.log4j.PatternLayout
                log4j.appender.file.layout.ConversionPattern=%%d %%p %%c{1} %%m%%n
                """.formatted(log);
    }

    private static String xml(Map<String, String> site) {
        return site.entrySet().stream()
                .map(it -> "  <property><name>" + escape(it.getKey()) + "</name><value>" + escape(it.getValue())
                        + "</value></property>\n")
                .collect(Collectors.joining(
                        "", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<configuration>\n", "</configuration>\n"));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

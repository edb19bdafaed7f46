package io.weft.minicluster;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The main class of every daemon's process: watches the lease, then runs Hadoop's own main class in the same JVM.
 * Arguments: lease, cluster directory, main class. The working directory is the daemon's home.
 */
public final class DaemonMain {
    private static final String FORMAT = "weft.minicluster.format";

    private DaemonMain() {}

    /** Runs until the daemon ends or the lease has run out. */
    public static void main(String[] args) throws Exception {
        Lease lease = Lease.parse(args[0]);
        ClusterLayout layout = new ClusterLayout(Path.of(args[1]));
        Thread watch = new Thread(() -> watch(lease, layout), "lease");
        watch.setDaemon(true);
        watch.start();
        if (Boolean.getBoolean(FORMAT)) {
            format();
        }
        Class.forName(args[2]).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
    }

    /** The option with which a NameNode formats its directory before it starts. */
    static String formatOption() {
        return "-D" + FORMAT + "=true";
    }

    private static void watch(Lease lease, ClusterLayout layout) {
        while (Files.exists(layout.state()) && !lease.hasRunOut(Patience.now())) {
            for (int pauses = 0; pauses < 5; pauses++) {
                Patience.pause();
            }
        }
        ContainerProcess.below(layout.directory()).forEach(ContainerProcess::kill);
        Runtime.getRuntime().halt(1);
    }

    /** Formatting here spares a whole JVM; Hadoop is on this process' class path only, hence the reflection. */
    private static void format() throws ReflectiveOperationException {
        Class<?> hdfsConfiguration = Class.forName("org.apache.hadoop.hdfs.HdfsConfiguration");
        Class<?> configuration = Class.forName("org.apache.hadoop.conf.Configuration");
        Class<?> nameNode = Class.forName("org.apache.hadoop.hdfs.server.namenode.NameNode");
        // Formatting registers metrics that the NameNode registers again.
        Class.forName("org.apache.hadoop.metrics2.lib.DefaultMetricsSystem")
                .getMethod("setMiniClusterMode", boolean.class)
                .invoke(null, true);
        try {
            nameNode.getMethod("format", configuration)
                    .invoke(null, hdfsConfiguration.getConstructor().newInstance());
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("The NameNode's directory cannot be formatted", e.getCause());
        }
    }
}

package io.weft.endtoend;

import io.weft.minicluster.ClusterSpec;
import io.weft.minicluster.MiniHadoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Gives all test classes of a JVM the same cluster: started for the first, stopped after the last. Register it in a
 * static field. A test that kills a daemon brings it back.
 */
public final class ClusterExtension implements BeforeAllCallback {
    private static final Namespace NAMESPACE = Namespace.create(ClusterExtension.class);

    private MiniHadoop cluster;
    private Path scratch;

    @Override
    public void beforeAll(ExtensionContext context) {
        Shared shared =
                context.getRoot().getStore(NAMESPACE).computeIfAbsent("cluster", key -> Shared.start(), Shared.class);
        cluster = shared.cluster;
        scratch = shared.scratch;
    }

    /** The running cluster. */
    public MiniHadoop hadoop() {
        return cluster;
    }

    /** A folder for the test's own files, removed with the cluster. */
    public Path scratch() {
        return scratch;
    }

    /** Our command-line tools, ready to talk to the cluster. */
    public Distribution distribution() throws IOException {
        return Distribution.unpack(scratch, cluster.confDir());
    }

    /** A jar with all classes of io.weft.testjobs. */
    public Path jobs() throws IOException {
        return JobJar.in(scratch);
    }

    /** Eyes on HDFS and YARN. */
    public HadoopClient client() throws IOException {
        return new HadoopClient(cluster.confDir());
    }

    private static final class Shared implements AutoCloseable {
        private final MiniHadoop cluster;
        private final Path scratch;

        private Shared(MiniHadoop cluster, Path scratch) {
            this.cluster = cluster;
            this.scratch = scratch;
        }

        private static Shared start() {
            try {
                Path scratch = Files.createTempDirectory("weft-end-to-end-");
                ClusterSpec spec = ClusterSpec.in(scratch.resolve("cluster"))
                        .endingWithStarter()
                        .with("yarn.nodemanager.delete.debug-delay-sec", "0");
                return new Shared(MiniHadoop.start(spec, Project.hadoopClassPath()), scratch);
            } catch (IOException e) {
                throw new IllegalStateException("The mini-cluster cannot be started", e);
            }
        }

        @Override
        public void close() throws IOException {
            cluster.close();
            Trees.delete(scratch);
        }
    }
}

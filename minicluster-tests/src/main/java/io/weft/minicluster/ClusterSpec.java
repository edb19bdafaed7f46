package io.weft.minicluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a mini-cluster consists of.
 *
 * @param directory where all its files lie; made by the start, removed by the stop
 * @param size how many daemons, and what they offer
 * @param endsWithStarter whether the daemons end when the process that started them has ended, however it ended
 * @param maxLife after which the daemons end themselves in any case
 * @param properties Hadoop properties on top of the mini-cluster's own, for all daemons and clients
 */
public record ClusterSpec(
        Path directory, Size size, boolean endsWithStarter, Duration maxLife, Map<String, String> properties) {

    public ClusterSpec {
        Objects.requireNonNull(directory, "directory");
        directory = directory.toAbsolutePath().normalize();
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(maxLife, "maxLife");
        properties = Map.copyOf(properties);
    }

    /** A cluster of the usual size that lives eight hours at most. */
    public static ClusterSpec in(Path directory) {
        return new ClusterSpec(directory, Size.USUAL, false, Duration.ofHours(8), Map.of());
    }

    /** The same cluster, ending with the process that calls {@link MiniHadoop#start}. */
    public ClusterSpec endingWithStarter() {
        return new ClusterSpec(directory, size, true, maxLife, properties);
    }

    /** The same cluster in another size. */
    public ClusterSpec withSize(Size other) {
        return new ClusterSpec(directory, other, endsWithStarter, maxLife, properties);
    }

    /** The same cluster with one more Hadoop property. */
    public ClusterSpec with(String property, String value) {
        Map<String, String> more = new HashMap<>(properties);
        more.put(property, value);
        return new ClusterSpec(directory, size, endsWithStarter, maxLife, more);
    }

    /**
     * How many daemons there are, and what they offer. The k-th NodeManager and DataNode have the address 127.0.0.k, so
     * that YARN and HDFS see several hosts.
     *
     * @param nodeManagers 1 to 20
     * @param dataNodes 1 to 20
     * @param nodeMemoryMb what each NodeManager offers to containers
     * @param nodeVcores what each NodeManager offers to containers
     */
    public record Size(int nodeManagers, int dataNodes, int nodeMemoryMb, int nodeVcores) {
        /** Two NodeManagers of 6 GB and 8 vcores, and one DataNode. */
        public static final Size USUAL = new Size(2, 1, 6144, 8);

        public Size {
            requireBetween("nodeManagers", nodeManagers, 1, 20);
            requireBetween("dataNodes", dataNodes, 1, 20);
            requireBetween("nodeMemoryMb", nodeMemoryMb, 128, 1 << 20);
            requireBetween("nodeVcores", nodeVcores, 1, 1024);
        }

        private static void requireBetween(String name, int value, int min, int max) {
            if (value < min || value > max) {
                throw new IllegalArgumentException(name + " is " + value + ", but must be " + min + " to " + max);
            }
        }
    }
}

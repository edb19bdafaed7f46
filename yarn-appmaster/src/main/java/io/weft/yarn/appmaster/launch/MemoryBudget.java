package io.weft.yarn.appmaster.launch;

import java.util.List;

/**
 * How the memory of one container is shared out, in MB. The parts together are the container's size, and the JVM is held to each of them,
 * so that YARN never has a reason to kill the container.
 *
 * @param heapMb objects
 * @param directMb outside the heap: network segments and what the network and HDFS clients need for themselves
 * @param metaspaceMb classes
 * @param managedMb state that is kept outside the heap; 0 if none is
 * @param overheadMb everything nobody can set a limit for: compiled code, thread stacks, the collector's and the allocator's own
 */
public record MemoryBudget(int heapMb, int directMb, int metaspaceMb, int managedMb, int overheadMb) {

    private static final int SMALLEST_HEAP_MB = 48;
    private static final int CLIENTS_DIRECT_MB = 32;
    /** How much of what would be heap goes to state outside it. */
    private static final double MANAGED_FRACTION = 0.5;

    public MemoryBudget {
        if (heapMb < SMALLEST_HEAP_MB) {
            throw new IllegalArgumentException(
                    "The container is too small: after " + metaspaceMb + " MB for classes, " + directMb
                            + " MB for the network and " + overheadMb + " MB overhead only " + heapMb
                            + " MB of heap are left; at least "
                            + SMALLEST_HEAP_MB + " are needed.");
        }
    }

    /** The budget of an ApplicationMaster container. */
    public static MemoryBudget ofApplicationMaster(int processMb) {
        return split(processMb, 96, CLIENTS_DIRECT_MB);
    }

    /**
     * The budget of a TaskManager container.
     *
     * @param networkMb for network segments; null: a share
     * @param managed whether state is kept outside the heap
     */
    public static MemoryBudget ofTaskManager(int processMb, Integer networkMb, boolean managed) {
        int metaspaceMb = Math.min(256, 64 + processMb / 16);
        int segmentsMb = networkMb == null ? Math.min(1024, processMb / 10) : networkMb;
        MemoryBudget all = split(processMb, metaspaceMb, CLIENTS_DIRECT_MB + segmentsMb);
        if (!managed) {
            return all;
        }
        int managedMb = (int) (all.heapMb * MANAGED_FRACTION);
        return new MemoryBudget(all.heapMb - managedMb, all.directMb, metaspaceMb, managedMb, all.overheadMb);
    }

    private static MemoryBudget split(int processMb, int metaspaceMb, int directMb) {
        int overheadMb = Math.max(96, processMb / 10);
        int heapMb = processMb - metaspaceMb - directMb - overheadMb;
        return new MemoryBudget(heapMb, directMb, metaspaceMb, 0, overheadMb);
    }

    /** What is left of the direct memory for network segments. */
    public int networkMb() {
        return directMb - CLIENTS_DIRECT_MB;
    }

    public int processMb() {
        return heapMb + directMb + metaspaceMb + managedMb + overheadMb;
    }

    /** The options that hold a JVM to this budget. State outside the heap is in direct buffers too, and held to its part by who keeps it. */
    public List<String> jvmOptions() {
        return List.of(
                "-Xmx" + heapMb + "m",
                "-XX:MaxDirectMemorySize=" + (directMb + managedMb) + "m",
                "-XX:MaxMetaspaceSize=" + metaspaceMb + "m",
                "-XX:ReservedCodeCacheSize=" + Math.min(overheadMb / 2, 240) + "m",
                "-Xss512k");
    }
}

package io.weft.model;

/**
 * Which subtask owns a key. Keys fall into {@code maxParallelism} key groups, and subtasks own ranges of groups, so that a key's group
 * outlives every rescaling.
 */
public final class KeyGroups {

    private KeyGroups() {}

    /** The key's group, 0 to maxParallelism - 1: the same in every process as long as the key's hash code is. */
    public static int groupOf(Object key, int maxParallelism) {
        return groupOfHash(hash(key), maxParallelism);
    }

    /** The key's hash code, or for an enum constant, whose own differs between processes, that of its name. */
    public static int hash(Object key) {
        return key instanceof Enum<?> constant ? constant.name().hashCode() : key.hashCode();
    }

    /** The group of a key with that {@link #hash}. */
    public static int groupOfHash(int hash, int maxParallelism) {
        int spread = spread(hash);
        // A division takes longer than all the rest; most jobs have a power of two.
        boolean powerOfTwo = (maxParallelism & (maxParallelism - 1)) == 0;
        return powerOfTwo ? spread & (maxParallelism - 1) : spread % maxParallelism;
    }

    /** The subtask that owns a group. */
    public static int subtaskOf(int group, int parallelism, int maxParallelism) {
        return group * parallelism / maxParallelism;
    }

    /** MurmurHash3 of one int, so that keys with poor hash codes spread too; never negative. */
    private static int spread(int hash) {
        int mixed = hash * 0xcc9e2d51;
        mixed = Integer.rotateLeft(mixed, 15) * 0x1b873593;
        mixed = Integer.rotateLeft(mixed, 13) * 5 + 0xe6546b64;
        mixed ^= 4;
        mixed = (mixed ^ mixed >>> 16) * 0x85ebca6b;
        mixed = (mixed ^ mixed >>> 13) * 0xc2b2ae35;
        return (mixed ^ mixed >>> 16) & Integer.MAX_VALUE;
    }
}

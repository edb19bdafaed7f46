package io.weft.runtime.network;

/**
 * The bounds of a TaskManager's data network.
 *
 * @param sendSegments how many segments may wait to be sent, for all channels together
 * @param receiveSegments how many segments may have been received and not read, for all channels together
 * @param openTimeoutMs how long a consumer waits for the producer's task to be there
 * @param heartbeatIntervalMs after how long a silence a connection says that it lives
 * @param heartbeatTimeoutMs after how long a silence a connection counts as broken
 */
public record DataNetworkSettings(
        int sendSegments, int receiveSegments, long openTimeoutMs, long heartbeatIntervalMs, long heartbeatTimeoutMs) {
    public DataNetworkSettings {
        requirePositive("sendSegments", sendSegments);
        requirePositive("receiveSegments", receiveSegments);
        requirePositive("openTimeoutMs", openTimeoutMs);
        requirePositive("heartbeatIntervalMs", heartbeatIntervalMs);
        if (heartbeatTimeoutMs <= heartbeatIntervalMs) {
            throw new IllegalArgumentException("A connection's heartbeat timeout of " + heartbeatTimeoutMs
                    + " ms must be longer than its interval of " + heartbeatIntervalMs + " ms.");
        }
    }

    /** Half of the network memory for each direction. */
    public static DataNetworkSettings ofMemory(long networkMemoryBytes) {
        int segments = (int) Math.min(Integer.MAX_VALUE, networkMemoryBytes / Segment.SIZE_BYTES);
        return new DataNetworkSettings(Math.max(1, segments / 2), Math.max(1, segments / 2), 60_000, 10_000, 50_000);
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, but is " + value + ".");
        }
    }
}

package io.weft.transport;

/**
 * The bounds that keep a slow, silent or hostile peer from doing harm.
 *
 * @param connectTimeoutMs how long a TCP connection may take to be made
 * @param handshakeTimeoutMs how long a peer may take to prove itself before it is dropped
 * @param maxUnauthenticated how many connections of a server may be unproved at a time; more are closed at once
 * @param maxFrameBytes the longest control message that is sent or accepted
 * @param maxQueuedBytes a peer that leaves more than this unread is disconnected
 */
public record TransportSettings(
        int connectTimeoutMs, int handshakeTimeoutMs, int maxUnauthenticated, int maxFrameBytes, long maxQueuedBytes) {

    private static final int MIB = 1024 * 1024;

    public TransportSettings {
        requirePositive("connectTimeoutMs", connectTimeoutMs);
        requirePositive("handshakeTimeoutMs", handshakeTimeoutMs);
        requirePositive("maxUnauthenticated", maxUnauthenticated);
        requirePositive("maxFrameBytes", maxFrameBytes);
        requirePositive("maxQueuedBytes", maxQueuedBytes);
    }

    /** Bounds that suit a cluster of some thousand containers. */
    public static TransportSettings defaults() {
        return new TransportSettings(10_000, 10_000, 1024, 64 * MIB, 64L * MIB);
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, but is " + value + ".");
        }
    }
}

package io.weft.minicluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Picks free ports for a cluster. They lie below the range from which the system takes ports for outgoing connections,
 * so that a daemon that was killed finds its port free when it is started again.
 */
final class Ports {
    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;

    private final Random random;
    private final Set<Integer> taken = new HashSet<>();

    Ports(Random random) {
        this.random = random;
    }

    int next() {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int port = FIRST + random.nextInt(LAST - FIRST);
            if (taken.add(port) && isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException(
                "No free port between " + FIRST + " and " + LAST + " on the loopback interface");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

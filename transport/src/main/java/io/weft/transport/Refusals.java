package io.weft.transport;

import io.weft.model.Clock;
import io.weft.transport.HandshakeException.Reason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Logs refused connections, the same host for the same reason only once in {@value #REPEAT_AFTER_MS} ms, so that a port scanner or a
 * forgotten client cannot fill the log. Thread-safe.
 */
final class Refusals {

    static final long REPEAT_AFTER_MS = 60_000;
    private static final int MAX_REMEMBERED = 1024;

    private record Key(InetAddress host, Reason reason) {}

    private final Clock clock;
    private final Consumer<String> log;
    // Guarded by itself: servers' threads share it, and it is used only when a connection fails.
    private final Map<Key, Long> lastLoggedMs = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Long> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    Refusals(Clock clock, Consumer<String> log) {
        this.clock = clock;
        this.log = log;
    }

    void refused(SocketAddress remote, HandshakeException cause) {
        InetAddress host = remote instanceof InetSocketAddress inet ? inet.getAddress() : null;
        if (isNews(new Key(host, cause.reason()), TimeUnit.NANOSECONDS.toMillis(clock.nanos()))) {
            log.accept(cause.getMessage());
        }
    }

    private boolean isNews(Key key, long nowMs) {
        synchronized (lastLoggedMs) {
            Long last = lastLoggedMs.get(key);
            if (last != null && nowMs - last < REPEAT_AFTER_MS) {
                return false;
            }
            lastLoggedMs.put(key, nowMs);
            return true;
        }
    }
}

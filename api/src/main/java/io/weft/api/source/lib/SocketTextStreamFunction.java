package io.weft.api.source.lib;

import io.weft.api.source.SourceFunction;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** The texts between delimiters, in UTF-8, that a server sends over a socket. */
public class SocketTextStreamFunction implements SourceFunction<String> {

    private static final int CONNECT_TIMEOUT_MS = 10_000;
    private static final int CHUNK_CHARS = 8192;

    private final String hostname;
    private final int port;
    private final String delimiter;
    private final long maxRetries;
    private final AtomicReference<Socket> connection = new AtomicReference<>();
    /** Has a permit once the source is cancelled. */
    private final Semaphore cancelled = new Semaphore(0);

    /**
     * @param delimiter at {@code "\n"} a {@code '\r'} before it is taken off too
     * @param maxRetries how often to connect anew, one second apart, when connecting failed or the server has closed the socket; -1 for
     *     ever
     */
    public SocketTextStreamFunction(String hostname, int port, String delimiter, long maxRetries) {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("A port is 1 to 65535, not " + port + ".");
        }
        if (delimiter.isEmpty()) {
            throw new IllegalArgumentException("The delimiter must not be empty.");
        }
        if (maxRetries < -1) {
            throw new IllegalArgumentException(
                    "The number of retries is 0 or more, or -1 for ever, not " + maxRetries + ".");
        }
        this.hostname = Objects.requireNonNull(hostname, "hostname");
        this.port = port;
        this.delimiter = delimiter;
        this.maxRetries = maxRetries;
    }

    @Override
    public void run(SourceContext<String> ctx) throws Exception {
        for (long retries = 0; !isCancelled(); retries++) {
            boolean lastTry = maxRetries != -1 && retries >= maxRetries;
            try {
                readOnce(ctx);
            } catch (IOException e) {
                if (lastTry && !isCancelled()) {
                    throw new IOException(
                            "Reading from " + hostname + ":" + port + " failed: " + e.getMessage()
                                    + ". Start the server before the job, or allow retries.",
                            e);
                }
            }
            if (lastTry || cancelled.tryAcquire(1, TimeUnit.SECONDS)) {
                return;
            }
        }
    }

    @Override
    public void cancel() {
        cancelled.release();
        Socket socket = connection.get();
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // The reading thread is interrupted as well, and nothing is written that could be lost.
                return;
            }
        }
    }

    private boolean isCancelled() {
        return cancelled.availablePermits() > 0;
    }

    /** Reads until the server closes the socket, or until cancelled. */
    private void readOnce(SourceContext<String> ctx) throws IOException {
        try (Socket socket = new Socket()) {
            connection.set(socket);
            if (isCancelled()) {
                return;
            }
            socket.connect(new InetSocketAddress(hostname, port), CONNECT_TIMEOUT_MS);
            Reader reader = new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8);
            StringBuilder rest = new StringBuilder();
            char[] chunk = new char[CHUNK_CHARS];
            for (int count = reader.read(chunk); count >= 0 && !isCancelled(); count = reader.read(chunk)) {
                rest.append(chunk, 0, count);
                emitWhole(rest, ctx);
            }
            if (!rest.isEmpty() && !isCancelled()) {
                ctx.collect(rest.toString());
            }
        }
    }

    /** Emits what stands before delimiters, and leaves the rest. */
    private void emitWhole(StringBuilder rest, SourceContext<String> ctx) {
        int start = 0;
        for (int end = rest.indexOf(delimiter); end >= 0 && !isCancelled(); end = rest.indexOf(delimiter, start)) {
            boolean carriageReturn = delimiter.equals("\n") && end > start && rest.charAt(end - 1) == '\r';
            ctx.collect(rest.substring(start, carriageReturn ? end - 1 : end));
            start = end + delimiter.length();
        }
        rest.delete(0, start);
    }
}

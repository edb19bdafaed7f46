package io.weft.transport;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Keeps what a connection's callbacks brought, for tests to wait for. */
final class Recorder implements ConnectionHandler {

    static final long PATIENCE_MS = 20_000;

    private final Function<Object, CompletableFuture<?>> answers;
    private final BlockingQueue<Connection> opened = new LinkedBlockingQueue<>();
    private final BlockingQueue<Object> messages = new LinkedBlockingQueue<>();
    private final BlockingQueue<ConnectionClosedException> closed = new LinkedBlockingQueue<>();

    Recorder() {
        this(request -> CompletableFuture.completedFuture(request));
    }

    Recorder(Function<Object, CompletableFuture<?>> answers) {
        this.answers = answers;
    }

    @Override
    public void onOpen(Connection connection) {
        opened.add(connection);
    }

    @Override
    public void onMessage(Connection connection, Object message) {
        messages.add(message);
    }

    @Override
    public CompletableFuture<?> onCall(Connection connection, Object request) {
        return answers.apply(request);
    }

    @Override
    public void onClosed(Connection connection, ConnectionClosedException cause) {
        closed.add(cause);
    }

    Connection awaitOpen() throws InterruptedException {
        return await(opened, "connection");
    }

    Object awaitMessage() throws InterruptedException {
        return await(messages, "message");
    }

    ConnectionClosedException awaitClosed() throws InterruptedException {
        return await(closed, "end of a connection");
    }

    boolean sawNothing() {
        return opened.isEmpty() && messages.isEmpty() && closed.isEmpty();
    }

    static <T> T await(BlockingQueue<T> queue, String what) throws InterruptedException {
        T element = queue.poll(PATIENCE_MS, TimeUnit.MILLISECONDS);
        if (element == null) {
            throw new AssertionError("No " + what + " within " + PATIENCE_MS + " ms");
        }
        return element;
    }
}

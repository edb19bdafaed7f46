package io.weft.transport;

import java.util.concurrent.CompletableFuture;

/**
 * What happens on a {@link Connection}. All callbacks of one connection come on its one network thread, in the order open, messages
 * and calls as they were sent, closed. That thread carries other connections too, so a callback hands work over and returns at once.
 * A callback that throws closes the connection.
 */
public interface ConnectionHandler {

    /** The connection is there and authenticated. Called once, before everything else. */
    default void onOpen(Connection connection) {}

    /** The other end has sent {@code message} and expects no answer. */
    void onMessage(Connection connection, Object message);

    /**
     * The other end has sent {@code request} and waits for the answer.
     *
     * @return the answer, now or later, on any thread; if it fails, the other end gets a {@link RemoteCallException}
     */
    default CompletableFuture<?> onCall(Connection connection, Object request) {
        return CompletableFuture.failedFuture(new UnsupportedOperationException(
                "This end answers no calls, but got a " + request.getClass().getName()));
    }

    /** The connection has ended, for the given reason. Called once, after everything else. */
    void onClosed(Connection connection, ConnectionClosedException cause);
}

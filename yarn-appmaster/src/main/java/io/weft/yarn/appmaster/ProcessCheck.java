package io.weft.yarn.appmaster;

import io.weft.model.TaskManagerId;
import io.weft.model.TaskManagerLocation;
import io.weft.transport.Connection;
import io.weft.transport.ConnectionClosedException;
import io.weft.transport.ConnectionHandler;
import io.weft.transport.RpcClient;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells an ended process from a broken network, when the connection to a TaskManager is lost: where the process has ended, its host
 * refuses connections to the port that it listened on. Of everything else heartbeats decide. Thread-safe; nothing here blocks.
 */
final class ProcessCheck {

    /** A process that is being ended may lose its connections a moment before its port. */
    private static final int CHECKS = 5;

    private static final long CHECK_INTERVAL_MS = 50;

    private final RpcClient client;
    private final Executor pool;
    private final Consumer<TaskManagerId> onEnded;

    /** @param onEnded told of processes that have ended, on any thread; returns at once */
    ProcessCheck(RpcClient client, Executor pool, Consumer<TaskManagerId> onEnded) {
        this.client = client;
        this.pool = pool;
        this.onEnded = onEnded;
    }

    /** The connection to the TaskManager there is lost. */
    void check(TaskManagerLocation location) {
        check(location, CHECKS);
    }

    private void check(TaskManagerLocation location, int left) {
        InetSocketAddress port = new InetSocketAddress(location.host(), location.messagePort());
        var unused = client.connect(port, new Unheard()).whenComplete((connection, failure) -> {
            if (failure instanceof ConnectException) {
                onEnded.accept(location.id());
            } else if (left > 1) {
                CompletableFuture.delayedExecutor(CHECK_INTERVAL_MS, TimeUnit.MILLISECONDS, pool)
                        .execute(() -> check(location, left - 1));
            }
        });
    }

    /** That there is a connection says all. */
    private static final class Unheard implements ConnectionHandler {
        @Override
        public void onOpen(Connection connection) {
            connection.close();
        }

        @Override
        public void onMessage(Connection connection, Object message) {}

        @Override
        public void onClosed(Connection connection, ConnectionClosedException cause) {}
    }
}

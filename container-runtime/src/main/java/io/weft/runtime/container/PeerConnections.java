package io.weft.runtime.container;

import io.weft.model.TaskManagerLocation;
import io.weft.model.message.SourceMail;
import io.weft.model.message.SourceMessage;
import io.weft.model.message.TaskDeployment.Peer;
import io.weft.runtime.taskmanager.SourceLink;
import io.weft.transport.Connection;
import io.weft.transport.ConnectionClosedException;
import io.weft.transport.ConnectionHandler;
import io.weft.transport.RpcClient;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends messages of sources to other TaskManagers, over one connection to each. A message that finds its TaskManager gone is dropped: its
 * tasks are gone too. Thread-safe.
 */
final class PeerConnections implements SourceLink {

    private static final Logger LOG = LoggerFactory.getLogger(PeerConnections.class);

    private final RpcClient client;

    /** To each TaskManager the last sending, behind which the next one queues up, so that messages stay in order. */
    private final ConcurrentMap<TaskManagerLocation, CompletableFuture<Connection>> lastSendings =
            new ConcurrentHashMap<>();

    PeerConnections(RpcClient client) {
        this.client = client;
    }

    @Override
    public void send(Peer to, SourceMessage message) {
        SourceMail mail = new SourceMail(to.attempt(), message);
        lastSendings.compute(to.location(), (location, last) -> {
            CompletableFuture<Connection> connected =
                    last == null || last.isCompletedExceptionally() ? connect(location) : last;
            return connected.thenApply(connection -> {
                connection.send(mail);
                return connection;
            });
        });
    }

    private CompletableFuture<Connection> connect(TaskManagerLocation location) {
        return client.connect(new InetSocketAddress(location.host(), location.messagePort()), new Forgetting(location));
    }

    private final class Forgetting implements ConnectionHandler {
        private final TaskManagerLocation location;

        Forgetting(TaskManagerLocation location) {
            this.location = location;
        }

        @Override
        public void onMessage(Connection connection, Object message) {}

        @Override
        public void onClosed(Connection connection, ConnectionClosedException cause) {
            LOG.info("No connection to {} any more: {}", location.id(), cause.getMessage());
            lastSendings.remove(location);
        }
    }
}

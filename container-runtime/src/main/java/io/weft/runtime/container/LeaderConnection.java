package io.weft.runtime.container;

import io.weft.model.message.JobManagerMessage;
import io.weft.model.message.TaskManagerMessage;
import io.weft.runtime.taskmanager.JobManagerLink;
import io.weft.runtime.taskmanager.TaskManager;
import io.weft.transport.Connection;
import io.weft.transport.ConnectionClosedException;
import io.weft.transport.ConnectionHandler;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to a JobManager, from its making to its end. Callbacks come on the network thread and are handed over. */
final class LeaderConnection implements ConnectionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(LeaderConnection.class);

    private final TaskManager taskManager;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private JobManagerLink link;

    LeaderConnection(TaskManager taskManager) {
        this.taskManager = taskManager;
    }

    /** Completed when the connection has ended. */
    CompletableFuture<Void> closed() {
        return closed;
    }

    @Override
    public void onOpen(Connection connection) {
        link = new Link(connection);
        taskManager.requestConnect(link);
    }

    @Override
    public void onMessage(Connection connection, Object message) {
        if (message instanceof TaskManagerMessage fromJobManager) {
            taskManager.requestHandling(fromJobManager);
        } else {
            LOG.warn("{} sent a {}, which is not for a TaskManager. It is ignored.", connection, message.getClass());
        }
    }

    @Override
    public void onClosed(Connection connection, ConnectionClosedException cause) {
        LOG.warn("The connection to the JobManager has ended: {}", cause.getMessage());
        taskManager.requestDisconnect(link);
        closed.complete(null);
    }

    private record Link(Connection connection) implements JobManagerLink {
        @Override
        public void send(JobManagerMessage message) {
            connection.send(message);
        }

        @Override
        public void close(String reason) {
            LOG.warn("Closing the connection to the JobManager: {}", reason);
            connection.close();
        }
    }
}

package io.weft.yarn.appmaster;

import io.weft.jobmanager.port.Event;
import io.weft.jobmanager.port.ReplyHandle;
import io.weft.model.TaskManagerId;
import io.weft.model.TaskManagerLocation;
import io.weft.model.client.JobManagerGateway;
import io.weft.model.message.ClientRequest;
import io.weft.model.message.ClientResponse;
import io.weft.model.message.JobManagerMessage;
import io.weft.model.message.TaskManagerMessage;
import io.weft.transport.Connection;
import io.weft.transport.ConnectionClosedException;
import io.weft.transport.ConnectionHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which connection is which TaskManager's and which client waits for which answer. Connections call it on their one network thread,
 * the JobManager's thread sends and replies.
 */
final class ControlServer implements ConnectionHandler, JobManagerGateway {

    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

    private final ConcurrentMap<TaskManagerId, Registered> taskManagers = new ConcurrentHashMap<>();
    private final ConcurrentMap<ReplyHandle, CompletableFuture<ClientResponse>> clients = new ConcurrentHashMap<>();
    private final AtomicLong nextHandle = new AtomicLong();
    private final Consumer<Event> events;
    private final Consumer<TaskManagerLocation> onConnectionLost;

    private record Registered(TaskManagerLocation location, Connection connection) {}

    /**
     * @param events takes events for the JobManager; returns at once
     * @param onConnectionLost told, besides, of TaskManagers to which there is no connection any more; returns at once
     */
    ControlServer(Consumer<Event> events, Consumer<TaskManagerLocation> onConnectionLost) {
        this.events = events;
        this.onConnectionLost = onConnectionLost;
    }

    @Override
    public void onMessage(Connection connection, Object message) {
        if (!(message instanceof JobManagerMessage fromTaskManager)) {
            LOG.warn(
                    "{} sent a {}, which is not for a JobManager. It is ignored.",
                    connection,
                    message.getClass().getName());
            return;
        }
        TaskManagerId sender = fromTaskManager.sender();
        if (message instanceof JobManagerMessage.Register register) {
            LOG.info("{} has registered, at {}.", sender, connection.remoteAddress());
            Registered older = taskManagers.put(sender, new Registered(register.location(), connection));
            if (older != null && older.connection() != connection) {
                older.connection().close();
            }
        }
        if (connection(sender) == connection) {
            events.accept(new Event.MessageArrived(fromTaskManager));
        }
    }

    @Override
    public CompletableFuture<?> onCall(Connection connection, Object request) {
        if (request instanceof ClientRequest fromClient) {
            return ask(fromClient);
        }
        return CompletableFuture.failedFuture(
                new IllegalArgumentException("A JobManager answers clients' requests, not a "
                        + request.getClass().getName()));
    }

    @Override
    public CompletableFuture<ClientResponse> ask(ClientRequest request) {
        ReplyHandle handle = new ReplyHandle(nextHandle.getAndIncrement());
        CompletableFuture<ClientResponse> answer = new CompletableFuture<>();
        clients.put(handle, answer);
        events.accept(new Event.ClientAsked(handle, request));
        return answer;
    }

    @Override
    public void onClosed(Connection connection, ConnectionClosedException cause) {
        taskManagers.forEach((id, current) -> {
            if (current.connection() == connection && taskManagers.remove(id, current)) {
                LOG.info("The connection to {} is lost: {}", id, cause.getMessage());
                events.accept(new Event.ConnectionLost(id));
                onConnectionLost.accept(current.location());
            }
        });
    }

    /** Drops the message if there is no connection. */
    void send(TaskManagerId to, TaskManagerMessage message) {
        Connection connection = connection(to);
        if (connection != null) {
            connection.send(message);
        }
    }

    private Connection connection(TaskManagerId taskManager) {
        Registered registered = taskManagers.get(taskManager);
        return registered == null ? null : registered.connection();
    }

    void reply(ReplyHandle to, ClientResponse response) {
        CompletableFuture<ClientResponse> answer = clients.remove(to);
        if (answer != null) {
            answer.complete(response);
        }
    }
}

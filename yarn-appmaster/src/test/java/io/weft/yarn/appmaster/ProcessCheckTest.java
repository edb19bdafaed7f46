package io.weft.yarn.appmaster;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.model.TaskManagerId;
import io.weft.model.TaskManagerLocation;
import io.weft.transport.ApplicationSecret;
import io.weft.transport.Connection;
import io.weft.transport.ConnectionClosedException;
import io.weft.transport.ConnectionHandler;
import io.weft.transport.NetworkThreads;
import io.weft.transport.RpcClient;
import io.weft.transport.RpcServer;
import io.weft.transport.TransportSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ProcessCheckTest {

    private final NetworkThreads threads = new NetworkThreads("test", 1);
    private final ApplicationSecret secret = ApplicationSecret.generate(new SecureRandom());
    private final Executor pool = ForkJoinPool.commonPool();
    private final ConcurrentLinkedQueue<TaskManagerId> ended = new ConcurrentLinkedQueue<>();

    @AfterEach
    void stop() {
        threads.close();
    }

    @Test
    void aProcessWhosePortIsClosedHasEnded() throws Exception {
        RpcServer server = server(new CountDownLatch(0));
        TaskManagerLocation location = location(server);
        server.close();
        CountDownLatch found = new CountDownLatch(1);

        check(found).check(location);

        assertThat(found.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(ended).containsExactly(location.id());
    }

    @Test
    void aProcessThatAnswersLives() throws Exception {
        CountDownLatch answers = new CountDownLatch(5);
        try (RpcServer server = server(answers)) {
            check(new CountDownLatch(1)).check(location(server));

            assertThat(answers.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(ended).isEmpty();
        }
    }

    private ProcessCheck check(CountDownLatch found) {
        RpcClient client = new RpcClient(threads, secret, TransportSettings.defaults());
        return new ProcessCheck(client, pool, id -> {
            ended.add(id);
            found.countDown();
        });
    }

    /** @param connections counts down with each connection */
    private RpcServer server(CountDownLatch connections) throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new RpcServer(threads, anyPort, secret, TransportSettings.defaults(), new ConnectionHandler() {
            @Override
            public void onOpen(Connection connection) {
                connections.countDown();
            }

            @Override
            public void onMessage(Connection connection, Object message) {}

            @Override
            public void onClosed(Connection connection, ConnectionClosedException cause) {}
        });
    }

    private static TaskManagerLocation location(RpcServer server) {
        InetSocketAddress address = server.address();
        return new TaskManagerLocation(
                new TaskManagerId("container_1"), address.getHostString(), address.getPort(), address.getPort());
    }
}

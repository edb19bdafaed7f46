package io.weft.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.weft.api.execution.JobID;
import io.weft.model.Epoch;
import io.weft.model.TaskManagerId;
import io.weft.model.message.ClientRequest;
import io.weft.model.message.ClientResponse;
import io.weft.model.message.TaskManagerMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RpcTest {

    private static final ApplicationSecret SECRET = ApplicationSecret.generate(new SecureRandom());
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final int MAX_FRAME_BYTES = 1 << 20;
    private static final TransportSettings SETTINGS =
            new TransportSettings(10_000, 20_000, 100, MAX_FRAME_BYTES, MAX_FRAME_BYTES);
    private static final long CALL_TIMEOUT_MS = 20_000;
    private static final Object PING = new TaskManagerMessage.Heartbeat(new Epoch(0));

    private final NetworkThreads threads = new NetworkThreads("test-network", 2);
    private final Recorder atClient = new Recorder();
    private final List<AutoCloseable> toClose = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : toClose) {
            closeable.close();
        }
        threads.close();
    }

    @Test
    void messagesArriveInOrderBothWays() throws Exception {
        Recorder atServer = new Recorder();
        Connection client = connect(serve(atServer));
        Connection server = atServer.awaitOpen();
        for (int i = 0; i < 10_000; i++) {
            client.send(new Epoch(i));
            server.send(new Epoch(i));
        }
        for (int i = 0; i < 10_000; i++) {
            assertThat(atServer.awaitMessage()).isEqualTo(new Epoch(i));
            assertThat(atClient.awaitMessage()).isEqualTo(new Epoch(i));
        }
    }

    @Test
    void callsAreAnsweredWhateverTheOrderOfTheAnswers() throws Exception {
        List<CompletableFuture<Object>> promised = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            promised.add(new CompletableFuture<>());
        }
        Recorder atServer = new Recorder(request -> promised.get((int) ((Epoch) request).number()));
        Connection client = connect(serve(atServer));

        List<CompletableFuture<Object>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(client.call(new Epoch(i), CALL_TIMEOUT_MS));
        }
        for (int i = 99; i >= 0; i--) {
            promised.get(i).complete(new TaskManagerId("answer " + i));
        }
        for (int i = 0; i < 100; i++) {
            assertThat(answers.get(i).join()).isEqualTo(new TaskManagerId("answer " + i));
        }
    }

    @Test
    void aFailedCallTellsWhatHappenedAtTheOtherEnd() throws Exception {
        Recorder atServer =
                new Recorder(request -> CompletableFuture.failedFuture(new IllegalStateException("no such job")));
        Connection client = connect(serve(atServer));

        assertThatThrownBy(client.call(PING, CALL_TIMEOUT_MS)::join)
                .cause()
                .isInstanceOfSatisfying(
                        RemoteCallException.class,
                        e -> assertThat(e.failure().stackTrace()).contains("RpcTest"))
                .hasMessage("java.lang.IllegalStateException: no such job");
    }

    @Test
    void anAnswerThatCannotBeSentFailsTheCall() throws Exception {
        Recorder atServer = new Recorder(request -> CompletableFuture.completedFuture(new Object()));
        Connection client = connect(serve(atServer));

        assertThatThrownBy(client.call(PING, CALL_TIMEOUT_MS)::join)
                .cause()
                .isInstanceOf(RemoteCallException.class)
                .hasMessageContaining("The answer cannot be sent: Cannot send a java.lang.Object");
    }

    @Test
    void aCallWithoutAnswerTimesOutAndTheConnectionGoesOn() throws Exception {
        CompletableFuture<Object> late = new CompletableFuture<>();
        Recorder atServer =
                new Recorder(request -> request instanceof Epoch ? late : CompletableFuture.completedFuture(request));
        Connection client = connect(serve(atServer));

        assertThatThrownBy(client.call(new Epoch(1), 30)::join)
                .cause()
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("did not answer Epoch within 30 ms");
        late.complete(new Epoch(1));
        assertThat(client.call(PING, CALL_TIMEOUT_MS).join()).isEqualTo(PING);
    }

    @Test
    void callsThatWaitFailWhenTheConnectionEnds() throws Exception {
        Recorder atServer = new Recorder(request -> new CompletableFuture<>());
        Connection client = connect(serve(atServer));
        CompletableFuture<Object> waiting = client.call(PING, CALL_TIMEOUT_MS);

        atServer.awaitOpen().close();

        assertThatThrownBy(waiting::join).cause().isInstanceOf(ConnectionClosedException.class);
        assertThat(atClient.awaitClosed()).hasMessageContaining("closed by the other end");
        assertThat(atServer.awaitClosed()).hasMessageContaining("closed by this end");
        assertThatThrownBy(client.call(PING, CALL_TIMEOUT_MS)::join)
                .cause()
                .isInstanceOf(ConnectionClosedException.class);
        client.send(PING); // and does nothing
    }

    @Test
    void whatWasSentBeforeClosingArrives() throws Exception {
        Recorder atServer = new Recorder();
        Connection client = connect(serve(atServer));

        client.send(PING);
        client.close();

        assertThat(atServer.awaitMessage()).isEqualTo(PING);
        atServer.awaitClosed();
    }

    @Test
    void aStoppedServerEndsItsConnectionsAndAnotherCanTakeItsPlace() throws Exception {
        Recorder atServer = new Recorder();
        RpcServer first = serve(atServer);
        connect(first);
        first.close();
        atClient.awaitClosed();

        RpcServer second = serveOnceFree(first.address(), atServer);

        assertThat(connect(second).call(PING, CALL_TIMEOUT_MS).join()).isEqualTo(PING);
    }

    @Test
    void aPeerThatDoesNotReadIsDisconnected() throws Exception {
        Recorder atServer = new Recorder();
        RpcServer server = serve(atServer);
        RawPeer deaf = RawPeer.authenticated(server.address(), SECRET);
        toClose.add(deaf);
        Connection connection = atServer.awaitOpen();
        Object big = new ClientResponse.Refused("x".repeat(MAX_FRAME_BYTES / 2));
        for (int i = 0; i < 200 && atServer.sawNothing(); i++) {
            connection.send(big);
        }
        assertThat(atServer.awaitClosed()).hasMessageContaining("it has not read the last");
        assertServes(server);
    }

    @Test
    void malformedFramesEndTheirConnectionOnly() throws Exception {
        Recorder atServer = new Recorder();
        RpcServer server = serve(atServer);
        Connection bystander = connect(server);
        atServer.awaitOpen();
        for (long seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            byte[] garbage = new byte[1 + random.nextInt(200)];
            random.nextBytes(garbage);
            garbage[0] = (byte) (seed % 7); // more often a frame type than chance would have it
            try (RawPeer peer = RawPeer.authenticated(server.address(), SECRET)) {
                peer.sendFrame(garbage);
                peer.endOutput();
                peer.awaitEnd();
            }
            atServer.awaitClosed();
        }
        assertThat(bystander.call(PING, CALL_TIMEOUT_MS).join()).isEqualTo(PING);
    }

    @Test
    void aFrameLongerThanAllowedEndsItsConnection() throws Exception {
        Recorder atServer = new Recorder();
        RpcServer server = serve(atServer);
        try (RawPeer peer = RawPeer.authenticated(server.address(), SECRET)) {
            peer.sendInt(Integer.MAX_VALUE);
            peer.awaitEnd();
        }
        assertThat(atServer.awaitClosed()).hasMessageContaining("announces 2147483647 bytes");
        assertServes(server);
    }

    @Test
    void aFrameCutInItsMiddleIsNeverDelivered() throws Exception {
        Recorder atServer = new Recorder();
        RpcServer server = serve(atServer);
        try (RawPeer peer = RawPeer.authenticated(server.address(), SECRET)) {
            peer.sendInt(100);
            peer.send(RpcFrame.MESSAGE, (byte) 1);
            peer.endOutput();
            atServer.awaitOpen();
            assertThat(atServer.awaitClosed()).hasMessageContaining("closed by the other end");
        }
        assertThat(atServer.sawNothing()).isTrue();
    }

    @Test
    void framesRightBehindTheProofAreDelivered() throws Exception {
        Recorder atServer = new Recorder();
        RpcServer server = serve(atServer);
        try (RawPeer peer = new RawPeer(server.address())) {
            Handshake handshake = new Handshake(Handshake.Side.CLIENT, new Credentials(SECRET, Service.CONTROL));
            byte[] hello = RawPeer.bytes(handshake.hello());
            peer.sendFrame(hello);
            byte[] proof = RawPeer.bytes(handshake.onHello(Unpooled.wrappedBuffer(peer.readFrame())));
            byte[] message = RawPeer.bytes(RpcFrame.of(
                    RpcFrame.MESSAGE, 0, MessageCodec.forFramesUpTo(1000).encode(PING)));
            byte[] both = ByteBuffer.allocate(4 + proof.length + message.length)
                    .putInt(proof.length)
                    .put(proof)
                    .put(message)
                    .array();
            peer.send(both);

            assertThat(atServer.awaitMessage()).isEqualTo(PING);
        }
    }

    @Test
    void aCallbackThatThrowsEndsItsConnectionOnly() throws Exception {
        Recorder atServer = new Recorder(request -> {
            throw new IllegalStateException("a bug");
        });
        RpcServer server = serve(atServer);
        Connection client = connect(server);

        assertThatThrownBy(client.call(PING, CALL_TIMEOUT_MS)::join)
                .cause()
                .isInstanceOf(ConnectionClosedException.class);
        assertThat(atServer.awaitClosed())
                .hasMessageContaining("handling a message failed")
                .hasRootCauseMessage("a bug");
        connect(server);
    }

    @Test
    void manyClientsAreServedAtOnce() throws Exception {
        RpcServer server = serve(new Recorder());
        List<CompletableFuture<Object>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Epoch request = new Epoch(i);
            answers.add(client(SECRET)
                    .connect(server.address(), new Recorder())
                    .thenCompose(connection -> connection.call(request, CALL_TIMEOUT_MS)));
        }
        for (int i = 0; i < 50; i++) {
            assertThat(answers.get(i).join()).isEqualTo(new Epoch(i));
        }
    }

    @Test
    void aStrangerGetsNoConnection() throws Exception {
        Recorder atServer = new Recorder();
        RpcServer server = serve(atServer);
        CompletableFuture<Connection> connecting =
                client(ApplicationSecret.generate(new SecureRandom())).connect(server.address(), atClient);

        assertThatThrownBy(connecting::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(HandshakeException.class);
        assertThat(atClient.sawNothing()).isTrue();
        assertThat(atServer.sawNothing()).isTrue();
    }

    @Test
    void aMessageThatIsNoneIsRefusedWhereItIsSent() throws Exception {
        Connection client = connect(serve(new Recorder()));

        assertThatThrownBy(() -> client.send(new Object())).isInstanceOf(IllegalArgumentException.class);
        assertThat(client.call(new ClientRequest.CancelJob(new JobID(1, 2)), CALL_TIMEOUT_MS)
                        .join())
                .isEqualTo(new ClientRequest.CancelJob(new JobID(1, 2)));
    }

    private RpcServer serve(ConnectionHandler handler) throws IOException {
        RpcServer server = new RpcServer(threads, ANY_PORT, SECRET, SETTINGS, handler);
        toClose.add(server);
        return server;
    }

    /** The JDK frees the port of a closed channel when its selector next selects, which close() cannot wait for. */
    private RpcServer serveOnceFree(InetSocketAddress address, ConnectionHandler handler) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CALL_TIMEOUT_MS);
        while (true) {
            try {
                RpcServer server = new RpcServer(threads, address, SECRET, SETTINGS, handler);
                toClose.add(server);
                return server;
            } catch (IOException taken) {
                if (System.nanoTime() > deadline) {
                    throw taken;
                }
            }
        }
    }

    private RpcClient client(ApplicationSecret secret) {
        return new RpcClient(threads, secret, SETTINGS);
    }

    private Connection connect(RpcServer server) {
        return client(SECRET).connect(server.address(), atClient).join();
    }

    private void assertServes(RpcServer server) {
        assertThat(connect(server).call(PING, CALL_TIMEOUT_MS).join()).isEqualTo(PING);
    }
}

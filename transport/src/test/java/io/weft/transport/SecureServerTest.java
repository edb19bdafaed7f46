package io.weft.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.Channel;
import io.weft.model.Clock;
import io.weft.transport.HandshakeException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SecureServerTest {

    private static final ApplicationSecret SECRET = ApplicationSecret.generate(new SecureRandom());
    private static final Credentials CONTROL = new Credentials(SECRET, Service.CONTROL);
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final TransportSettings PATIENT = settings(20_000, 100);
    private static final TransportSettings IMPATIENT = settings(50, 100);

    private final NetworkThreads threads = new NetworkThreads("test-network", 2);
    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private final BlockingQueue<Channel> welcomed = new LinkedBlockingQueue<>();
    private final List<AutoCloseable> toClose = new ArrayList<>();
    private long nowMs = 1_000_000;

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : toClose) {
            closeable.close();
        }
        threads.close();
    }

    @Test
    void letsInWhoKnowsTheSecret() throws Exception {
        SecureServer server = serve(PATIENT);

        connect(server, CONTROL).join();

        Recorder.await(welcomed, "authenticated channel");
        assertThat(log).isEmpty();
    }

    @Test
    void tellsBothEndsOfAWrongSecret() throws Exception {
        SecureServer server = serve(PATIENT);
        Credentials foreign = new Credentials(ApplicationSecret.generate(new SecureRandom()), Service.CONTROL);

        assertRefused(connect(server, foreign), Reason.WRONG_SECRET);

        assertThat(Recorder.await(log, "log line")).contains("127.0.0.1", "does not know this application's secret");
        assertThatServesOthers(server);
    }

    @Test
    void tellsBothEndsOfAWrongService() throws Exception {
        SecureServer server = serve(PATIENT);

        assertRefused(connect(server, new Credentials(SECRET, Service.DATA)), Reason.WRONG_SERVICE);

        assertThat(Recorder.await(log, "log line")).contains("speaks DATA");
        assertThatServesOthers(server);
    }

    @Test
    void tellsAnotherReleaseItsVersion() throws Exception {
        SecureServer server = serve(PATIENT);
        try (RawPeer peer = new RawPeer(server.address())) {
            byte[] hello = RawPeer.bytes(new Handshake(Handshake.Side.CLIENT, CONTROL).hello());
            hello[5] = 9;
            peer.sendFrame(hello);

            byte[] serversHello = peer.readFrame();
            peer.awaitEnd();

            assertThat(serversHello[5]).as("the server's version").isEqualTo((byte) Handshake.PROTOCOL_VERSION);
        }
        assertThat(Recorder.await(log, "log line")).contains("version 9, this side version 1", "same release");
        assertThatServesOthers(server);
    }

    @Test
    void refusesALengthOfTwoGigabytes() throws Exception {
        SecureServer server = serve(PATIENT);
        try (RawPeer peer = new RawPeer(server.address())) {
            peer.sendInt(Integer.MAX_VALUE);
            peer.awaitEnd();
        }
        assertThat(Recorder.await(log, "log line")).contains("announces 2147483647 bytes");
        assertThatServesOthers(server);
    }

    @Test
    void refusesANegativeLength() throws Exception {
        SecureServer server = serve(PATIENT);
        try (RawPeer peer = new RawPeer(server.address())) {
            peer.sendInt(-1);
            peer.awaitEnd();
        }
        assertThat(Recorder.await(log, "log line")).contains("announces 4294967295 bytes");
    }

    @Test
    void dropsAClientThatSaysNothing() throws Exception {
        SecureServer server = serve(IMPATIENT);
        try (RawPeer peer = new RawPeer(server.address())) {
            peer.awaitEnd();
        }
        assertThat(Recorder.await(log, "log line")).contains("silent for 50 ms");
    }

    @Test
    void dropsAClientThatStopsInTheMiddleOfItsHello() throws Exception {
        SecureServer server = serve(IMPATIENT);
        try (RawPeer peer = new RawPeer(server.address())) {
            peer.send((byte) 0, (byte) 0);
            peer.awaitEnd();
        }
        assertThat(Recorder.await(log, "log line")).contains("silent for 50 ms");
    }

    @Test
    void noticesAClientThatClosesHalfWay() throws Exception {
        SecureServer server = serve(PATIENT);
        try (RawPeer peer = new RawPeer(server.address())) {
            peer.sendFrame(RawPeer.bytes(new Handshake(Handshake.Side.CLIENT, CONTROL).hello()));
            peer.endOutput();
            peer.awaitEnd();
        }
        assertThat(Recorder.await(log, "log line")).contains("closed the connection before");
    }

    @Test
    void survivesGarbageOfManyKinds() throws Exception {
        SecureServer server = serve(PATIENT);
        byte[] hello = RawPeer.bytes(new Handshake(Handshake.Side.CLIENT, CONTROL).hello());
        for (long seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            try (RawPeer peer = new RawPeer(server.address())) {
                if (random.nextBoolean()) {
                    peer.sendFrame(hello);
                }
                byte[] garbage = new byte[1 + random.nextInt(500)];
                random.nextBytes(garbage);
                if (random.nextBoolean()) {
                    peer.sendInt(random.nextInt(300));
                }
                peer.send(garbage);
                peer.endOutput();
                peer.awaitEnd();
            }
        }
        assertThat(welcomed).isEmpty();
        assertThatServesOthers(server);
    }

    @Test
    void logsTheSameRefusalOnceAMinute() throws Exception {
        SecureServer server = serve(PATIENT);
        for (int i = 0; i < 5; i++) {
            sendGarbage(server);
        }
        nowMs += Refusals.REPEAT_AFTER_MS;
        sendGarbage(server);
        close();

        assertThat(log).hasSize(2);
    }

    @Test
    void boundsTheConnectionsThatHaveNotProvedThemselves() throws Exception {
        SecureServer server = serve(settings(20_000, 3));
        List<RawPeer> silent = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            RawPeer peer = new RawPeer(server.address());
            toClose.add(peer);
            silent.add(peer);
            peer.readFrame(); // the server's hello: it is counted
        }

        assertRefused(connect(server, CONTROL), Reason.CLOSED);
        assertThat(Recorder.await(log, "log line")).contains("3 connections have not proved themselves");

        silent.get(0).close();
        assertThat(Recorder.await(log, "log line")).contains("closed the connection before");
        assertThatServesOthers(server);
    }

    @Test
    void servesManyConnectionsAtOnce() throws Exception {
        SecureServer server = serve(PATIENT);
        List<CompletableFuture<Channel>> clients = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            clients.add(connect(server, CONTROL));
        }
        for (CompletableFuture<Channel> client : clients) {
            client.join();
            Recorder.await(welcomed, "authenticated channel");
        }
        assertThat(log).isEmpty();
    }

    @Test
    void saysWhichAddressIsTaken() throws Exception {
        SecureServer server = serve(PATIENT);

        assertThatThrownBy(() -> new SecureServer(threads, server.address(), CONTROL, PATIENT, welcomed::add))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Cannot listen on")
                .hasMessageContaining(String.valueOf(server.address().getPort()));
    }

    @Test
    void saysWhereNobodyListens() throws Exception {
        InetSocketAddress nobody;
        // Not a server of ours: the JDK lets its port go only some time after it was closed.
        try (ServerSocket closing = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = (InetSocketAddress) closing.getLocalSocketAddress();
        }

        assertThatThrownBy(connect(nobody, CONTROL)::join)
                .cause()
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Cannot connect to");
    }

    private static TransportSettings settings(int handshakeTimeoutMs, int maxUnauthenticated) {
        return new TransportSettings(10_000, handshakeTimeoutMs, maxUnauthenticated, 1024, 1024);
    }

    private SecureServer serve(TransportSettings settings) throws IOException {
        Clock clock = new Clock() {
            @Override
            public long nowMs() {
                return nowMs;
            }

            @Override
            public long nanos() {
                return nowMs * 1_000_000;
            }
        };
        Refusals refusals = new Refusals(clock, log::add);
        SecureServer server = new SecureServer(threads, ANY_PORT, CONTROL, settings, welcomed::add, refusals);
        toClose.add(server);
        return server;
    }

    private CompletableFuture<Channel> connect(SecureServer server, Credentials credentials) {
        return connect(server.address(), credentials);
    }

    private CompletableFuture<Channel> connect(InetSocketAddress address, Credentials credentials) {
        return new SecureConnector(threads, credentials, PATIENT).connect(address, channel -> channel);
    }

    private void sendGarbage(SecureServer server) throws IOException {
        try (RawPeer peer = new RawPeer(server.address())) {
            peer.sendFrame((byte) 1, (byte) 2);
            peer.awaitEnd();
        }
    }

    private void assertThatServesOthers(SecureServer server) throws Exception {
        connect(server, CONTROL).join();
        Recorder.await(welcomed, "authenticated channel");
    }

    private static void assertRefused(CompletableFuture<Channel> connecting, Reason reason) {
        assertThatThrownBy(connecting::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        HandshakeException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}

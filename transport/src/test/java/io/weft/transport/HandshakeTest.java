package io.weft.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.weft.transport.Handshake.Side;
import io.weft.transport.HandshakeException.Reason;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HandshakeTest {

    private static final ApplicationSecret SECRET = ApplicationSecret.generate(new SecureRandom());
    private static final Credentials CONTROL = new Credentials(SECRET, Service.CONTROL);

    private final Handshake client = new Handshake(Side.CLIENT, CONTROL);
    private final Handshake server = new Handshake(Side.SERVER, CONTROL);

    @Test
    void twoEndsWithTheSameSecretProveThemselves() throws IOException {
        ByteBuf clientProof = client.onHello(server.hello());
        ByteBuf serverProof = server.onHello(client.hello());

        client.onProof(serverProof);
        server.onProof(clientProof);
    }

    @Test
    void bothEndsFindAWrongSecret() throws IOException {
        Credentials foreign = new Credentials(ApplicationSecret.generate(new SecureRandom()), Service.CONTROL);
        Handshake stranger = new Handshake(Side.CLIENT, foreign);
        ByteBuf strangersProof = stranger.onHello(server.hello());
        ByteBuf serverProof = server.onHello(stranger.hello());

        assertRefused(() -> server.onProof(strangersProof), Reason.WRONG_SECRET, "another application");
        assertRefused(() -> stranger.onProof(serverProof), Reason.WRONG_SECRET, "another application");
    }

    @Test
    void refusesItsOwnProofSentBack() throws IOException {
        ByteBuf reflectedHello = server.hello();
        ByteBuf reflectedProof = server.onHello(reflectedHello);

        assertRefused(() -> server.onProof(reflectedProof), Reason.WRONG_SECRET, "secret");
    }

    @Test
    void refusesAProofOfAnEarlierHandshake() throws IOException {
        ByteBuf recorded = client.onHello(server.hello());
        Handshake later = new Handshake(Side.SERVER, CONTROL);
        later.onHello(client.hello());

        assertRefused(() -> later.onProof(recorded), Reason.WRONG_SECRET, "secret");
    }

    @Test
    void namesBothVersionsWhenTheyDiffer() {
        ByteBuf hello = client.hello();
        hello.setShort(Integer.BYTES, 7);
        hello.writeBytes(new byte[20]); // a later version may say more

        assertRefused(() -> server.onHello(hello), Reason.WRONG_VERSION, "version 7, this side version 1");
    }

    @Test
    void namesBothServicesWhenTheyDiffer() {
        Handshake data = new Handshake(Side.CLIENT, new Credentials(SECRET, Service.DATA));

        assertRefused(() -> server.onHello(data.hello()), Reason.WRONG_SERVICE, "speaks DATA, this side CONTROL");
    }

    @Test
    void refusesEveryHelloWithOneBitChanged() {
        byte[] hello = RawPeer.bytes(client.hello());
        for (int bit = 0; bit < (Integer.BYTES + Short.BYTES + 2) * 8; bit++) {
            byte[] changed = hello.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> server.onHello(Unpooled.wrappedBuffer(changed)))
                    .isInstanceOf(HandshakeException.class);
        }
    }

    @Test
    void refusesEveryProofWithOneBitChanged() throws IOException {
        byte[] proof = RawPeer.bytes(client.onHello(server.hello()));
        server.onHello(client.hello());
        for (int bit = 0; bit < proof.length * 8; bit++) {
            byte[] changed = proof.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> server.onProof(Unpooled.wrappedBuffer(changed)))
                    .isInstanceOf(HandshakeException.class);
        }
    }

    @Test
    void refusesGarbageOfAnyLength() {
        Random random = new Random(42);
        for (int i = 0; i < 2_000; i++) {
            byte[] garbage = new byte[random.nextInt(Handshake.MAX_MESSAGE_BYTES)];
            random.nextBytes(garbage);
            assertThatThrownBy(() -> server.onHello(Unpooled.wrappedBuffer(garbage)))
                    .isInstanceOf(HandshakeException.class);
            byte[] cut = Arrays.copyOf(RawPeer.bytes(client.hello()), random.nextInt(39));
            assertThatThrownBy(() -> server.onHello(Unpooled.wrappedBuffer(cut)))
                    .isInstanceOf(HandshakeException.class);
        }
    }

    @Test
    void theSecretIsNotInItsText() {
        byte[] bytes = new byte[ApplicationSecret.SIZE_BYTES];
        Arrays.fill(bytes, (byte) 'x');

        assertThat(new Credentials(ApplicationSecret.of(bytes), Service.DATA).toString())
                .doesNotContain("xx")
                .doesNotContain("120")
                .contains("hidden");
    }

    @Test
    void aSecretHasItsFullLength() {
        assertThatThrownBy(() -> ApplicationSecret.of(new byte[5]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32 bytes, but 5");
    }

    private interface Action {
        void run() throws IOException;
    }

    private static void assertRefused(Action action, Reason reason, String message) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        HandshakeException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(message);
    }
}

package io.weft.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.weft.transport.HandshakeException.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;

/**
 * One end's part of the mutual proof, without any I/O. Both ends send a hello with a random nonce; each answers the other's hello with
 * a keyed hash over both nonces. Either end finds every mismatch by itself, so no refusal has to be trusted that an unproved peer
 * sent, and the secret never travels. The ends sign with different labels: a proof sent back to its maker proves nothing.
 *
 * <p>A message is the magic number, the protocol version, its type, and then for a hello the service and the nonce, for a proof the
 * hash. Magic and version will stand there in every later version too.
 */
final class Handshake {

    static final int MAGIC = 0x57454654;
    static final int PROTOCOL_VERSION = 1;
    /** Room for what a later version may say, so that it is refused for its version and not for its length. */
    static final int MAX_MESSAGE_BYTES = 256;

    /** Which end this is. */
    enum Side {
        CLIENT("weft client"),
        SERVER("weft server");

        private final String label;

        Side(String label) {
            this.label = label;
        }

        private Side other() {
            return this == CLIENT ? SERVER : CLIENT;
        }
    }

    private static final int HELLO = 1;
    private static final int PROOF = 2;
    private static final int NONCE_BYTES = 32;
    private static final int PREFIX_BYTES = Integer.BYTES + Short.BYTES + Byte.BYTES;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Side side;
    private final Credentials credentials;
    private final byte[] nonce = new byte[NONCE_BYTES];
    /** Null until the other end has said hello. */
    private byte[] otherNonce;

    Handshake(Side side, Credentials credentials) {
        this.side = side;
        this.credentials = credentials;
        RANDOM.nextBytes(nonce);
    }

    /** The first message, which asks for nothing. */
    ByteBuf hello() {
        return message(HELLO).writeByte(credentials.service().code()).writeBytes(nonce);
    }

    /**
     * Reads the other end's hello.
     *
     * @return the proof to answer with
     */
    ByteBuf onHello(ByteBuf message) throws HandshakeException {
        readPrefix(message, HELLO, Byte.BYTES + NONCE_BYTES);
        int service = message.readUnsignedByte();
        if (service != credentials.service().code()) {
            throw new HandshakeException(
                    Reason.WRONG_SERVICE,
                    "it speaks " + Service.nameOf(service) + ", this side " + credentials.service()
                            + "; the address or port is another service's");
        }
        otherNonce = ByteBufUtil.getBytes(message.readSlice(NONCE_BYTES));
        return message(PROOF).writeBytes(proofOf(side));
    }

    /** Reads the other end's proof; if it returns, the other end knows the secret. */
    void onProof(ByteBuf message) throws HandshakeException {
        byte[] expected = proofOf(side.other());
        readPrefix(message, PROOF, expected.length);
        byte[] given = ByteBufUtil.getBytes(message);
        if (!MessageDigest.isEqual(expected, given)) {
            throw new HandshakeException(
                    Reason.WRONG_SECRET,
                    "it does not know this application's secret; it belongs to another application, or to none");
        }
    }

    private byte[] proofOf(Side prover) {
        byte[] purpose = {PROTOCOL_VERSION, (byte) credentials.service().code()};
        byte[] clientNonce = side == Side.CLIENT ? nonce : otherNonce;
        byte[] serverNonce = side == Side.CLIENT ? otherNonce : nonce;
        byte[] label = prover.label.getBytes(StandardCharsets.US_ASCII);
        return credentials.secret().sign(label, purpose, clientNonce, serverNonce);
    }

    private static ByteBuf message(int type) {
        return Unpooled.buffer(MAX_MESSAGE_BYTES)
                .writeInt(MAGIC)
                .writeShort(PROTOCOL_VERSION)
                .writeByte(type);
    }

    private static void readPrefix(ByteBuf message, int type, int bodyBytes) throws HandshakeException {
        if (message.readableBytes() < PREFIX_BYTES || message.readInt() != MAGIC) {
            throw new HandshakeException(Reason.MALFORMED, "it is no Weft process, or speaks to the wrong port");
        }
        int version = message.readUnsignedShort();
        if (version != PROTOCOL_VERSION) {
            throw new HandshakeException(
                    Reason.WRONG_VERSION,
                    "it speaks protocol version " + version + ", this side version " + PROTOCOL_VERSION
                            + "; use the same release of Weft on both sides");
        }
        if (message.readUnsignedByte() != type || message.readableBytes() != bodyBytes) {
            throw new HandshakeException(Reason.MALFORMED, "its handshake is garbled");
        }
    }
}

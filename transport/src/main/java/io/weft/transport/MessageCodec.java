package io.weft.transport;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.Pool;
import java.util.Objects;

/**
 * Turns control messages into bytes and back. Only registered classes are read or written; no class is ever looked up by a name from
 * the wire, and no length from the wire is believed beyond the bytes that are there. Thread-safe.
 */
public final class MessageCodec {

    private static final int FIRST_BUFFER_BYTES = 256;
    /** More than any message needs; keeps hostile nesting from using up the stack. */
    private static final int MAX_DEPTH = 48;

    private final int maxBytes;
    private final Pool<Kryo> kryos = new Pool<>(true, false) {
        @Override
        protected Kryo create() {
            Kryo kryo = new Kryo(new StrictClassResolver(), null);
            kryo.setRegistrationRequired(true);
            kryo.setReferences(false);
            kryo.setMaxDepth(MAX_DEPTH);
            ControlMessages.register(kryo);
            return kryo;
        }
    };

    private MessageCodec(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** A codec whose messages fit into frames of {@code maxFrameBytes}. */
    public static MessageCodec forFramesUpTo(int maxFrameBytes) {
        return new MessageCodec(Math.max(FIRST_BUFFER_BYTES, maxFrameBytes - RpcFrame.HEADER_BYTES));
    }

    /**
     * The message as bytes.
     *
     * @throws IllegalArgumentException if it, or something in it, is not registered, or if it is too long
     */
    public byte[] encode(Object message) {
        Objects.requireNonNull(message, "message");
        Kryo kryo = kryos.obtain();
        try (Output output = new Output(FIRST_BUFFER_BYTES, maxBytes)) {
            kryo.writeClassAndObject(output, message);
            return output.toBytes();
        } catch (KryoException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Cannot send a " + message.getClass().getName() + " (at most " + maxBytes + " bytes): "
                            + e.getMessage(),
                    e);
        } finally {
            kryos.free(kryo);
        }
    }

    /**
     * The message that {@link #encode} made these bytes of.
     *
     * @throws MalformedMessageException for all other bytes
     */
    public Object decode(byte[] bytes) throws MalformedMessageException {
        Kryo kryo = kryos.obtain();
        try (Input input = new Input(bytes)) {
            Object message = kryo.readClassAndObject(input);
            if (message == null || input.position() != input.limit()) {
                throw new MalformedMessageException(
                        "A message of " + bytes.length + " bytes ends after " + input.position());
            }
            return message;
        } catch (RuntimeException e) {
            // Not only Kryo's own: records check their values, and garbage reaches any code that reads it.
            throw new MalformedMessageException("A message of " + bytes.length + " bytes cannot be read: " + e, e);
        } finally {
            kryos.free(kryo);
        }
    }
}

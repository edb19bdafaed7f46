package io.weft.state.format;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import io.weft.api.serialization.TypeSerializer;
import io.weft.state.StateMigrationException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;

/** What is kept of a serializer beside what it wrote. */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
public record SerializerSnapshot(byte[] bytes) {

    /**
     * What to do with values of an older serializer.
     *
     * @param reads what was written
     * @param goesOn takes the place of the program's serializer
     */
    public record Resolution<T>(TypeSerializer<T> reads, TypeSerializer<T> goesOn) {}

    public static SerializerSnapshot of(TypeSerializer<?> serializer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(serializer);
        } catch (IOException e) {
            throw new IllegalStateException("Serializer " + serializer + " can't be written", e);
        }
        return new SerializerSnapshot(bytes.toByteArray());
    }

    /**
     * Finds out how what was written can be read by a program that has a certain serializer now.
     *
     * @param what is read, for people
     */
    public <T> Resolution<T> resolve(TypeSerializer<T> now, String what, ClassLoader userCode)
            throws StateMigrationException {
        Object then;
        try (ObjectInputStream in = new In(new ByteArrayInputStream(bytes), userCode)) {
            then = in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new StateMigrationException(what + " can't be read", e);
        }
        if (!then.equals(now)) {
            throw new StateMigrationException(what + " was written by " + then + " and can't be read by " + now);
        }
        return new Resolution<>(now, now);
    }

    void write(DataOutputView out) throws IOException {
        out.writeVarInt(bytes.length);
        out.write(bytes);
    }

    static SerializerSnapshot read(DataInputView in) throws IOException {
        byte[] bytes = new byte[in.readVarInt()];
        in.readFully(bytes);
        return new SerializerSnapshot(bytes);
    }

    private static final class In extends ObjectInputStream {
        private final ClassLoader loader;

        In(InputStream in, ClassLoader loader) throws IOException {
            super(in);
            this.loader = loader;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass type) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(type.getName(), false, loader);
            } catch (ClassNotFoundException e) {
                return super.resolveClass(type);
            }
        }
    }
}

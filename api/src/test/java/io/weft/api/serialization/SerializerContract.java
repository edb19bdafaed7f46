package io.weft.api.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.Objects;

/** What every serializer has to do; values need an {@code equals}, or be arrays. */
public final class SerializerContract {

    private SerializerContract() {}

    /** Checks a serializer with a value. */
    public static <T> void check(TypeSerializer<T> serializer, T value) throws Exception {
        byte[] bytes = write(serializer, value);
        checkReading(serializer, value, bytes);
        checkCopies(serializer, value);
        checkStreams(serializer, value, bytes);
        assertThat(write(serializer.duplicate(), value)).isEqualTo(bytes);
        TypeSerializer<T> travelled = travel(serializer);
        assertThat(travelled).isEqualTo(serializer).hasSameHashCodeAs(serializer);
        assertThat(write(travelled, value)).isEqualTo(bytes);
        checkSnapshot(serializer, value, bytes);
        if (serializer.getLength() >= 0) {
            assertThat(bytes).hasSize(serializer.getLength());
        }
    }

    private static <T> void checkReading(TypeSerializer<T> serializer, T value, byte[] bytes) throws IOException {
        DataOutputSerializer twice = new DataOutputSerializer(1);
        serializer.serialize(value, twice);
        serializer.serialize(value, twice);
        DataInputDeserializer in = new DataInputDeserializer(twice.getCopyOfBuffer());
        assertSame(serializer.deserialize(in), value);
        assertSame(serializer.deserialize(serializer.createInstance(), in), value);
        assertThat(in.available()).isZero();

        DataOutputSerializer passed = new DataOutputSerializer(1);
        DataInputDeserializer source = new DataInputDeserializer(bytes);
        serializer.copy(source, passed);
        assertThat(source.available()).isZero();
        assertThat(passed.getCopyOfBuffer()).isEqualTo(bytes);
    }

    private static <T> void checkCopies(TypeSerializer<T> serializer, T value) {
        T copy = serializer.copy(value);
        assertSame(copy, value);
        assertSame(serializer.copy(value, serializer.createInstance()), value);
        if (serializer.isImmutableType()) {
            assertThat(copy).isSameAs(value);
        }
    }

    /** The same bytes through views that have nothing but the default methods for the compact formats. */
    private static <T> void checkStreams(TypeSerializer<T> serializer, T value, byte[] bytes) throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        serializer.serialize(value, new DataOutputViewStreamWrapper(stream));
        assertThat(stream.toByteArray()).isEqualTo(bytes);
        T read = serializer.deserialize(new DataInputViewStreamWrapper(new ByteArrayInputStream(bytes)));
        assertSame(read, value);
    }

    /** What a snapshot restores reads what was written, and the unchanged serializer goes on without migration. */
    private static <T> void checkSnapshot(TypeSerializer<T> serializer, T value, byte[] bytes) throws IOException {
        TypeSerializerSnapshot<T> old = throughBytes(serializer.snapshotConfiguration());
        assertSame(old.restoreSerializer().deserialize(new DataInputDeserializer(bytes)), value);
        var compatibility = serializer.duplicate().snapshotConfiguration().resolveSchemaCompatibility(old);
        assertThat(compatibility.isCompatibleAsIs() || compatibility.isCompatibleWithReconfiguredSerializer())
                .withFailMessage(compatibility::toString)
                .isTrue();
        if (compatibility.isCompatibleWithReconfiguredSerializer()) {
            TypeSerializer<T> reconfigured = compatibility.getReconfiguredSerializer();
            assertThat(reconfigured).isEqualTo(serializer);
            assertSame(reconfigured.deserialize(new DataInputDeserializer(bytes)), value);
            assertThat(DescriptiveSnapshot.describe(reconfigured.snapshotConfiguration()))
                    .isEqualTo(DescriptiveSnapshot.describe(old));
        }
    }

    /** A snapshot as it is read again. */
    public static <T> TypeSerializerSnapshot<T> throughBytes(TypeSerializerSnapshot<T> snapshot) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, snapshot);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        TypeSerializerSnapshot<T> read =
                TypeSerializerSnapshot.readVersionedSnapshot(in, SerializerContract.class.getClassLoader());
        assertThat(in.available()).isZero();
        DataOutputSerializer again = new DataOutputSerializer(16);
        TypeSerializerSnapshot.writeVersionedSnapshot(again, read);
        assertThat(again.getCopyOfBuffer()).isEqualTo(out.getCopyOfBuffer());
        return read;
    }

    /** The bytes of a value. */
    public static <T> byte[] write(TypeSerializer<T> serializer, T value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        serializer.serialize(value, out);
        return out.getCopyOfBuffer();
    }

    @SuppressWarnings({"unchecked", "BanSerializableRead"}) // it reads what it wrote
    private static <T> T travel(T object) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }

    private static void assertSame(Object actual, Object expected) {
        assertThat(Objects.deepEquals(actual, expected))
                .withFailMessage(() -> "expected " + show(expected) + " but got " + show(actual))
                .isTrue();
    }

    private static String show(Object value) {
        return Arrays.deepToString(new Object[] {value});
    }
}

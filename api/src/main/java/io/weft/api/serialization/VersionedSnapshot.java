package io.weft.api.serialization;

import java.io.IOException;
import java.lang.reflect.Constructor;

/**
 * The form of a snapshot among others: the name of its class as text, its version and length in bytes as var ints, and what it writes. The
 * length lets a reader go on behind a snapshot whose class it doesn't have.
 */
final class VersionedSnapshot {

    private VersionedSnapshot() {}

    static void write(DataOutputView out, TypeSerializerSnapshot<?> snapshot) throws IOException {
        DataOutputSerializer content = new DataOutputSerializer(64);
        snapshot.writeSnapshot(content);
        out.writeText(
                snapshot instanceof MissingSnapshot<?> missing
                        ? missing.snapshotClass()
                        : snapshot.getClass().getName());
        out.writeVarInt(snapshot.getCurrentVersion());
        out.writeVarInt(content.length());
        out.write(content.getSharedBuffer(), 0, content.length());
    }

    static <T> TypeSerializerSnapshot<T> read(DataInputView in, ClassLoader loader) throws IOException {
        String name = in.readText();
        int version = in.readVarInt();
        byte[] content = new byte[in.readVarInt()];
        in.readFully(content);
        TypeSerializerSnapshot<T> snapshot = instance(name, loader);
        snapshot.readSnapshot(version, new DataInputDeserializer(content), loader);
        return snapshot;
    }

    @SuppressWarnings("unchecked") // the caller knows what was written
    private static <T> TypeSerializerSnapshot<T> instance(String name, ClassLoader loader) throws IOException {
        try {
            Constructor<?> constructor = loader.loadClass(name).getDeclaredConstructor();
            constructor.setAccessible(true);
            return (TypeSerializerSnapshot<T>) constructor.newInstance();
        } catch (ClassNotFoundException e) {
            return new MissingSnapshot<>(name);
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            throw new IOException(
                    "The snapshot of a serializer needs a class with a public constructor without parameters that is a "
                            + TypeSerializerSnapshot.class.getSimpleName() + "; " + name + " is none",
                    e);
        }
    }
}

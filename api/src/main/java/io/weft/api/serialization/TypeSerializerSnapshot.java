package io.weft.api.serialization;

import io.weft.api.reflect.Overriding;
import java.io.IOException;

/**
 * What is kept beside serialized state about the serializer that wrote it: enough to read the values, and to tell whether the serializer of
 * a later version of the program can read them. It is made by {@link TypeSerializer#snapshotConfiguration()}, or by a public constructor
 * without parameters and {@link #readSnapshot}.
 *
 * <p>Reading a snapshot needs none of the classes of the state; restoring its serializer does.
 */
public interface TypeSerializerSnapshot<T> {

    /** The version in which {@link #writeSnapshot} writes. */
    int getCurrentVersion();

    /** Writes everything that {@link #readSnapshot} needs; the version is written by the caller. */
    void writeSnapshot(DataOutputView out) throws IOException;

    /**
     * Reads what {@link #writeSnapshot} wrote.
     *
     * @param readVersion in which it was written
     * @param userCodeClassLoader finds the classes of the state, now or later; {@link RenamedClasses} finds those that were renamed
     */
    void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader) throws IOException;

    /**
     * A serializer that reads what was written with the one that this is a snapshot of. Its values are of the classes as they are now: what
     * a class has lost is dropped, what it has gained has its default. It need not be able to write.
     *
     * @throws IllegalStateException if a class is missing without which the values can't be read
     */
    TypeSerializer<T> restoreSerializer();

    /**
     * Whether the serializer that this is a snapshot of can go on where an older one stopped. A snapshot overrides this, or {@link
     * #resolveSchemaCompatibility(TypeSerializer)} as older programs do.
     *
     * @param oldSerializerSnapshot of the serializer that wrote the state
     */
    default TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
            TypeSerializerSnapshot<T> oldSerializerSnapshot) {
        boolean olderForm = Overriding.isOverridden(
                oldSerializerSnapshot.getClass(),
                TypeSerializerSnapshot.class,
                "resolveSchemaCompatibility",
                TypeSerializer.class);
        if (!olderForm) {
            throw new UnsupportedOperationException(
                    getClass().getName() + " has to override resolveSchemaCompatibility(TypeSerializerSnapshot)");
        }
        return oldSerializerSnapshot.resolveSchemaCompatibility(restoreSerializer());
    }

    /** As {@link #resolveSchemaCompatibility(TypeSerializerSnapshot)} of the new serializer's snapshot, which is preferred. */
    default TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializer<T> newSerializer) {
        return newSerializer.snapshotConfiguration().resolveSchemaCompatibility(this);
    }

    /** Writes a snapshot with its class and version. */
    static void writeVersionedSnapshot(DataOutputView out, TypeSerializerSnapshot<?> snapshot) throws IOException {
        VersionedSnapshot.write(out, snapshot);
    }

    /** Reads what {@link #writeVersionedSnapshot} wrote; without its class, a snapshot that can tell no more than that class' name. */
    static <T> TypeSerializerSnapshot<T> readVersionedSnapshot(DataInputView in, ClassLoader userCodeClassLoader)
            throws IOException {
        return VersionedSnapshot.read(in, userCodeClassLoader);
    }
}

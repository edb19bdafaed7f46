package io.weft.state.format;

import io.weft.api.serialization.DataInputDeserializer;
import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputSerializer;
import io.weft.api.serialization.DataOutputView;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.TypeSerializerSchemaCompatibility;
import io.weft.api.serialization.TypeSerializerSnapshot;
import io.weft.state.StateMigrationException;
import java.io.IOException;

/** What is kept of a serializer beside what it wrote: its own snapshot, as bytes. */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
public record SerializerSnapshot(byte[] bytes) {

    /**
     * What to do with values of an older serializer.
     *
     * @param reads what was written
     * @param goesOn takes the place of the program's serializer
     * @param migrates true if what {@code reads} reads is written in another form from now on
     */
    public record Resolution<T>(TypeSerializer<T> reads, TypeSerializer<T> goesOn, boolean migrates) {}

    /** Of a serializer that has written, for some tell of the classes that they have met. */
    public static SerializerSnapshot of(TypeSerializer<?> serializer) {
        DataOutputSerializer out = new DataOutputSerializer(256);
        try {
            TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
        } catch (IOException e) {
            throw new IllegalStateException("The snapshot of serializer " + serializer + " can't be written", e);
        }
        return new SerializerSnapshot(out.getCopyOfBuffer());
    }

    /**
     * Finds out how what was written can be read by a program that has a certain serializer now.
     *
     * @param what is read, for people
     */
    public <T> Resolution<T> resolve(TypeSerializer<T> now, String what, ClassLoader userCode)
            throws StateMigrationException {
        try {
            TypeSerializerSnapshot<T> then = snapshot(userCode);
            TypeSerializerSchemaCompatibility<T> compatibility =
                    now.snapshotConfiguration().resolveSchemaCompatibility(then);
            if (compatibility.isIncompatible()) {
                throw new StateMigrationException(what + " can't be read with the program's types: "
                        + compatibility.reason().orElse("the serializer " + now + " refuses it"));
            }
            if (compatibility.isCompatibleAfterMigration()) {
                return new Resolution<>(then.restoreSerializer(), now, true);
            }
            TypeSerializer<T> goesOn = compatibility.isCompatibleWithReconfiguredSerializer()
                    ? compatibility.getReconfiguredSerializer()
                    : now;
            return new Resolution<>(goesOn, goesOn, false);
        } catch (IOException | RuntimeException e) {
            throw new StateMigrationException(what + " can't be read: " + e.getMessage(), e);
        }
    }

    /** The snapshot itself; it needs none of the state's classes to tell what it is of. */
    public <T> TypeSerializerSnapshot<T> snapshot(ClassLoader userCode) throws IOException {
        return TypeSerializerSnapshot.readVersionedSnapshot(new DataInputDeserializer(bytes), userCode);
    }

    public void write(DataOutputView out) throws IOException {
        out.writeVarInt(bytes.length);
        out.write(bytes);
    }

    public static SerializerSnapshot read(DataInputView in) throws IOException {
        byte[] bytes = new byte[in.readVarInt()];
        in.readFully(bytes);
        return new SerializerSnapshot(bytes);
    }
}

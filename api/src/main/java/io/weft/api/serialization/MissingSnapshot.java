package io.weft.api.serialization;

import java.io.IOException;

/** Stands for a snapshot whose class is not to be found. It keeps what that one wrote. */
final class MissingSnapshot<T> implements DescriptiveSnapshot<T> {

    private final String snapshotClass;
    private int version;
    private byte[] content = new byte[0];

    MissingSnapshot(String snapshotClass) {
        this.snapshotClass = snapshotClass;
    }

    String snapshotClass() {
        return snapshotClass;
    }

    @Override
    public String typeName() {
        return "a type described by " + snapshotClass;
    }

    @Override
    public int getCurrentVersion() {
        return version;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.write(content);
    }

    @Override
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader) throws IOException {
        version = readVersion;
        DataOutputSerializer rest = new DataOutputSerializer(64);
        byte[] some = new byte[1024];
        for (int count = in.read(some); count > 0; count = in.read(some)) {
            rest.write(some, 0, count);
        }
        content = rest.getCopyOfBuffer();
    }

    private String missing() {
        return "The class " + snapshotClass
                + ", which describes how values were written, is not to be found: is it in the" + " job's jar?";
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        throw new IllegalStateException(missing());
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
            TypeSerializerSnapshot<T> oldSerializerSnapshot) {
        return TypeSerializerSchemaCompatibility.incompatible(missing());
    }
}

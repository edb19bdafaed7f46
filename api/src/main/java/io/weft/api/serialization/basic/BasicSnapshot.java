package io.weft.api.serialization.basic;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import io.weft.api.serialization.DescriptiveSnapshot;
import io.weft.api.serialization.NestedCompatibility;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.TypeSerializerSchemaCompatibility;
import io.weft.api.serialization.TypeSerializerSnapshot;
import java.io.IOException;

/** The snapshot of a serializer of values without parts: the name of their type. */
public final class BasicSnapshot<T> implements DescriptiveSnapshot<T> {

    private String typeName;

    /** For reading. */
    public BasicSnapshot() {}

    BasicSnapshot(TypeSerializer<T> serializer) {
        typeName = BasicSerializers.typeName(serializer);
    }

    @Override
    public String typeName() {
        return typeName;
    }

    @Override
    public int getCurrentVersion() {
        return 1;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeText(typeName);
    }

    @Override
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader) throws IOException {
        typeName = in.readText();
        if (BasicSerializers.find(typeName) == null) {
            throw new IOException("Corrupt data, or of a later version of Weft: there is no basic type " + typeName);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // the serializer of that type
    public TypeSerializer<T> restoreSerializer() {
        return (TypeSerializer<T>) BasicSerializers.find(typeName);
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
            TypeSerializerSnapshot<T> oldSerializerSnapshot) {
        return oldSerializerSnapshot instanceof BasicSnapshot<?> old && old.typeName.equals(typeName)
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : NestedCompatibility.otherType(this, oldSerializerSnapshot);
    }
}

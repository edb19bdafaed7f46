package io.weft.api.serialization;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The snapshot of a serializer that leaves parts of its values to others: what it has itself to configure, and their snapshots. Subclasses
 * have a public constructor without parameters, for reading.
 *
 * @param <S> the outer serializer
 */
public abstract class CompositeTypeSerializerSnapshot<T, S extends TypeSerializer<T>>
        implements DescriptiveSnapshot<T> {

    private static final int VERSION = 1;

    /** Whether what the outer serializer has itself to configure lets it go on where an older one stopped. */
    public enum OuterSchemaCompatibility {
        COMPATIBLE_AS_IS,
        COMPATIBLE_AFTER_MIGRATION,
        INCOMPATIBLE
    }

    private final List<TypeSerializerSnapshot<?>> nested = new ArrayList<>();

    /** For reading. */
    public CompositeTypeSerializerSnapshot() {}

    /** @param serializerInstance whose nested serializers are asked for their snapshots */
    @SuppressWarnings("this-escape") // getNestedSerializers only looks at the serializer
    public CompositeTypeSerializerSnapshot(S serializerInstance) {
        for (TypeSerializer<?> serializer : getNestedSerializers(serializerInstance)) {
            nested.add(serializer.snapshotConfiguration());
        }
    }

    /** The version in which {@link #writeOuterSnapshot} writes. */
    protected abstract int getCurrentOuterSnapshotVersion();

    /** The serializers of the parts, always in the same order. Called by the constructor. */
    protected abstract TypeSerializer<?>[] getNestedSerializers(S outerSerializer);

    /** The outer serializer with these for the parts. */
    protected abstract S createOuterSerializerWithNestedSerializers(TypeSerializer<?>[] nestedSerializers);

    /** Writes what the outer serializer has itself to configure, if anything. */
    protected void writeOuterSnapshot(DataOutputView out) throws IOException {}

    /** Reads what {@link #writeOuterSnapshot} wrote. */
    protected void readOuterSnapshot(int readOuterSnapshotVersion, DataInputView in, ClassLoader userCodeClassLoader)
            throws IOException {}

    /** Compares what the outer serializer has itself to configure with that of an older one, whose snapshot is of the same class. */
    protected OuterSchemaCompatibility resolveOuterSchemaCompatibility(
            TypeSerializerSnapshot<T> oldSerializerSnapshot) {
        return OuterSchemaCompatibility.COMPATIBLE_AS_IS;
    }

    @Override
    public String typeName() {
        return "a type described by " + getClass().getName();
    }

    @Override
    public Map<String, TypeSerializerSnapshot<?>> parts() {
        Map<String, TypeSerializerSnapshot<?>> parts = new LinkedHashMap<>();
        nested.forEach(snapshot -> parts.put("part " + parts.size(), snapshot));
        return parts;
    }

    @Override
    public final int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public final void writeSnapshot(DataOutputView out) throws IOException {
        DataOutputSerializer outer = new DataOutputSerializer(64);
        writeOuterSnapshot(outer);
        out.writeVarInt(getCurrentOuterSnapshotVersion());
        out.writeVarInt(outer.length());
        out.write(outer.getSharedBuffer(), 0, outer.length());
        out.writeVarInt(nested.size());
        for (TypeSerializerSnapshot<?> snapshot : nested) {
            TypeSerializerSnapshot.writeVersionedSnapshot(out, snapshot);
        }
    }

    @Override
    public final void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader)
            throws IOException {
        int outerVersion = in.readVarInt();
        byte[] outer = new byte[in.readVarInt()];
        in.readFully(outer);
        readOuterSnapshot(outerVersion, new DataInputDeserializer(outer), userCodeClassLoader);
        for (int i = in.readVarInt(); i > 0; i--) {
            nested.add(TypeSerializerSnapshot.readVersionedSnapshot(in, userCodeClassLoader));
        }
    }

    @Override
    public final TypeSerializer<T> restoreSerializer() {
        return createOuterSerializerWithNestedSerializers(
                nested.stream().map(TypeSerializerSnapshot::restoreSerializer).toArray(TypeSerializer<?>[]::new));
    }

    @Override
    public final TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
            TypeSerializerSnapshot<T> oldSerializerSnapshot) {
        if (oldSerializerSnapshot.getClass() != getClass()) {
            return NestedCompatibility.otherType(this, oldSerializerSnapshot);
        }
        List<TypeSerializerSnapshot<?>> old = ((CompositeTypeSerializerSnapshot<?, ?>) oldSerializerSnapshot).nested;
        NestedCompatibility<T> all = new NestedCompatibility<>();
        switch (resolveOuterSchemaCompatibility(oldSerializerSnapshot)) {
            case COMPATIBLE_AS_IS -> {}
            case COMPATIBLE_AFTER_MIGRATION -> all.migrate();
            case INCOMPATIBLE -> all.refuse(typeName() + " refuses what an older version of it wrote");
        }
        if (old.size() != nested.size()) {
            return NestedCompatibility.otherType(this, oldSerializerSnapshot);
        }
        for (int i = 0; i < nested.size(); i++) {
            all.add("part " + i + " of " + typeName(), nested.get(i), old.get(i));
        }
        return all.result(serializers ->
                createOuterSerializerWithNestedSerializers(serializers.toArray(TypeSerializer<?>[]::new)));
    }
}

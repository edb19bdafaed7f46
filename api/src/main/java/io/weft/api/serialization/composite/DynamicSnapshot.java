package io.weft.api.serialization.composite;

import io.weft.api.serialization.ClassReference;
import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import io.weft.api.serialization.DescriptiveSnapshot;
import io.weft.api.serialization.NestedCompatibility;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.TypeSerializerSchemaCompatibility;
import io.weft.api.serialization.TypeSerializerSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The snapshot of a dynamic serializer: the classes that were met, with their snapshots. A dynamic serializer inside of such a class has
 * no table of its own, but that of the outermost one.
 */
public final class DynamicSnapshot implements DescriptiveSnapshot<Object> {

    private boolean inner;
    private ClassSerializers serializers;
    private Map<String, TypeSerializerSnapshot<?>> classes = new LinkedHashMap<>();
    private ClassLoader loader;

    /** For reading. */
    public DynamicSnapshot() {}

    /** @param inner if this is inside of a class that an outer one has met; it has no classes then */
    DynamicSnapshot(ClassSerializers serializers, boolean inner, Map<String, TypeSerializerSnapshot<?>> classes) {
        this.serializers = serializers;
        this.inner = inner;
        this.classes.putAll(classes);
    }

    @Override
    public String typeName() {
        return "Dynamic";
    }

    @Override
    public Map<String, TypeSerializerSnapshot<?>> parts() {
        return inner ? Map.of() : classes;
    }

    @Override
    public int getCurrentVersion() {
        return 1;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeBoolean(inner);
        out.writeVarInt(parts().size());
        for (Map.Entry<String, TypeSerializerSnapshot<?>> entry : parts().entrySet()) {
            out.writeText(entry.getKey());
            TypeSerializerSnapshot.writeVersionedSnapshot(out, entry.getValue());
        }
    }

    @Override
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader) throws IOException {
        inner = in.readBoolean();
        for (int i = in.readVarInt(); i > 0; i--) {
            String name = in.readText();
            classes.put(name, TypeSerializerSnapshot.readVersionedSnapshot(in, userCodeClassLoader));
        }
        loader = userCodeClassLoader;
        classes.values().forEach(this::shareClasses);
    }

    private void shareClasses(TypeSerializerSnapshot<?> snapshot) {
        if (snapshot instanceof DynamicSnapshot dynamic && dynamic.inner) {
            dynamic.classes = classes;
        } else if (snapshot instanceof DescriptiveSnapshot<?> descriptive) {
            descriptive.parts().values().forEach(this::shareClasses);
        }
    }

    @Override
    public TypeSerializer<Object> restoreSerializer() {
        return new DynamicSerializer(serializers != null ? serializers : new Restored(classes));
    }

    /**
     * Classes are refused, migrated or taken as they are each for itself; if one migrates all values do. What was met before counts as met
     * by the new serializer too.
     */
    @Override
    public TypeSerializerSchemaCompatibility<Object> resolveSchemaCompatibility(
            TypeSerializerSnapshot<Object> oldSerializerSnapshot) {
        if (!(oldSerializerSnapshot instanceof DynamicSnapshot old)) {
            return NestedCompatibility.otherType(this, oldSerializerSnapshot);
        }
        if (old.inner) {
            return TypeSerializerSchemaCompatibility.compatibleAsIs(); // the outermost tells about all classes
        }
        NestedCompatibility<Object> nested = new NestedCompatibility<>();
        List<Class<?>> met = new ArrayList<>();
        old.classes.forEach((name, snapshot) -> {
            Optional<Class<?>> type = new ClassReference(name, old.loader).find();
            if (type.isEmpty()) {
                nested.refuse("there are values of the class " + name
                        + ", which is not to be found; if it was renamed, say so with state.class-renames");
                return;
            }
            met.add(type.get());
            if (!type.get().getName().equals(name)) {
                nested.migrate();
            }
            TypeSerializer<?> now = serializers.serializerFor(type.get());
            nested.add("values of " + name, now.snapshotConfiguration(), snapshot);
        });
        TypeSerializerSchemaCompatibility<Object> result =
                nested.result(reconfigured -> new DynamicSerializer(serializers, met));
        return result.isCompatibleAsIs() && !met.isEmpty()
                ? TypeSerializerSchemaCompatibility.compatibleWithReconfiguredSerializer(
                        new DynamicSerializer(serializers, met))
                : result;
    }

    /** Knows classes by the snapshots of their serializers. */
    private record Restored(Map<String, TypeSerializerSnapshot<?>> classes) implements ClassSerializers {

        @Override
        public TypeSerializer<?> serializerFor(Class<?> type) {
            return serializerFor(type.getName());
        }

        @Override
        public Optional<TypeSerializer<?>> restored(String className) {
            return Optional.of(serializerFor(className));
        }

        private TypeSerializer<?> serializerFor(String className) {
            TypeSerializerSnapshot<?> snapshot = classes.get(className);
            if (snapshot == null) {
                throw new IllegalStateException("The snapshot of a dynamic serializer knows nothing of the class "
                        + className + ": it was taken before a value of that class was written");
            }
            return snapshot.restoreSerializer();
        }
    }
}

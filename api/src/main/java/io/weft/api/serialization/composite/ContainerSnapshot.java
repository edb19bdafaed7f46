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
import java.util.List;
import java.util.Map;

/** The snapshot of a serializer of collections, arrays, optional values or rows: which it is, and the snapshots of what is inside. */
public final class ContainerSnapshot<T> implements DescriptiveSnapshot<T> {

    /** What values are; the names are part of the format. */
    enum Container {
        LIST("List"),
        SET("Set"),
        MAP("Map"),
        OPTIONAL("Optional"),
        EITHER("Either"),
        ARRAY("Array"),
        ROW("Row");

        private final String typeName;

        Container(String typeName) {
            this.typeName = typeName;
        }
    }

    private Container container;
    private ClassReference elementClass;
    private final List<String> names = new ArrayList<>();
    private final List<TypeSerializerSnapshot<?>> parts = new ArrayList<>();

    /** For reading. */
    public ContainerSnapshot() {}

    private ContainerSnapshot(Container container, List<String> names, List<? extends TypeSerializer<?>> parts) {
        this.container = container;
        this.names.addAll(names);
        parts.forEach(part -> this.parts.add(part.snapshotConfiguration()));
    }

    static <T> ContainerSnapshot<T> of(Container container, TypeSerializer<?> element) {
        return new ContainerSnapshot<>(container, List.of("element"), List.of(element));
    }

    static <T> ContainerSnapshot<T> of(
            Container container, String first, TypeSerializer<?> one, String second, TypeSerializer<?> other) {
        return new ContainerSnapshot<>(container, List.of(first, second), List.of(one, other));
    }

    static <T> ContainerSnapshot<T> ofArray(Class<?> elementClass, TypeSerializer<?> element) {
        ContainerSnapshot<T> snapshot = of(Container.ARRAY, element);
        snapshot.elementClass = ClassReference.of(elementClass);
        return snapshot;
    }

    static <T> ContainerSnapshot<T> ofRow(List<String> names, List<? extends TypeSerializer<?>> fields) {
        return new ContainerSnapshot<>(Container.ROW, names, fields);
    }

    @Override
    public String typeName() {
        return container.typeName;
    }

    @Override
    public Map<String, TypeSerializerSnapshot<?>> parts() {
        return DescriptiveSnapshot.parts(names, parts);
    }

    @Override
    public int getCurrentVersion() {
        return 1;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeText(container.name());
        if (container == Container.ARRAY) {
            elementClass.write(out);
        }
        out.writeVarInt(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            out.writeText(names.get(i));
            TypeSerializerSnapshot.writeVersionedSnapshot(out, parts.get(i));
        }
    }

    @Override
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader) throws IOException {
        container = Container.valueOf(in.readText());
        if (container == Container.ARRAY) {
            elementClass = ClassReference.read(in, userCodeClassLoader);
        }
        for (int i = in.readVarInt(); i > 0; i--) {
            names.add(in.readText());
            parts.add(TypeSerializerSnapshot.readVersionedSnapshot(in, userCodeClassLoader));
        }
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        List<TypeSerializer<Object>> restored = new ArrayList<>();
        for (TypeSerializerSnapshot<?> part : parts) {
            restored.add(untyped(part.restoreSerializer()));
        }
        return of(restored);
    }

    @SuppressWarnings("unchecked") // whoever restores knows the types
    private static TypeSerializer<Object> untyped(TypeSerializer<?> serializer) {
        return (TypeSerializer<Object>) serializer;
    }

    @SuppressWarnings("unchecked") // the serializer of that container
    private TypeSerializer<T> of(List<TypeSerializer<Object>> serializers) {
        TypeSerializer<?> serializer = switch (container) {
            case LIST -> new ListSerializer<>(serializers.get(0));
            case SET -> new SetSerializer<>(serializers.get(0));
            case MAP -> new MapSerializer<>(serializers.get(0), serializers.get(1));
            case OPTIONAL -> new OptionalSerializer<>(serializers.get(0));
            case EITHER -> new EitherSerializer<>(serializers.get(0), serializers.get(1));
            case ARRAY -> new ObjectArraySerializer<>(findElementClass(), serializers.get(0));
            case ROW -> new RowSerializer(names, serializers);
        };
        return (TypeSerializer<T>) serializer;
    }

    /** Objects if the class is not to be found: then the elements are rows. */
    @SuppressWarnings("unchecked") // elements are objects
    private Class<Object> findElementClass() {
        return (Class<Object>) elementClass.find().orElse(Object.class);
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
            TypeSerializerSnapshot<T> oldSerializerSnapshot) {
        if (!(oldSerializerSnapshot instanceof ContainerSnapshot<T> old)
                || old.container != container
                || !old.names.equals(names)
                || (container == Container.ARRAY && old.findElementClass() != findElementClass())) {
            return NestedCompatibility.otherType(this, oldSerializerSnapshot);
        }
        NestedCompatibility<T> nested = new NestedCompatibility<>();
        for (int i = 0; i < parts.size(); i++) {
            nested.add(names.get(i) + " of " + typeName(), parts.get(i), old.parts.get(i));
        }
        return nested.result(serializers ->
                of(serializers.stream().map(ContainerSnapshot::untyped).toList()));
    }
}

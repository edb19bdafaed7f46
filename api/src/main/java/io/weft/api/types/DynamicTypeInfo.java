package io.weft.api.types;

import io.weft.api.config.SerializerConfig;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.composite.ClassSerializers;
import io.weft.api.serialization.composite.DynamicSerializer;

/**
 * The type of values of which nothing is known before they are seen: each is serialized by its own class. Subtasks need not agree, and may
 * see values of different classes.
 */
public final class DynamicTypeInfo<T> extends TypeInformation<T> {

    private final Class<T> typeClass;

    /**
     * @param typeClass a class or interface that all values have in common
     */
    public DynamicTypeInfo(Class<T> typeClass) {
        this.typeClass = typeClass;
    }

    /** A serializer for values of any class. */
    static TypeSerializer<Object> serializer(SerializerConfig config) {
        return new DynamicSerializer(new ByExtraction(config.copy()));
    }

    private record ByExtraction(SerializerConfig config) implements ClassSerializers {
        @Override
        public TypeSerializer<?> serializerFor(Class<?> type) {
            return TypeExtractor.ofExactClass(type).createSerializer(config);
        }
    }

    @Override
    public Class<T> getTypeClass() {
        return typeClass;
    }

    /** True, as nothing speaks against it yet: keys turn out to be good ones, or not, when they are seen. */
    @Override
    public boolean isKeyType() {
        return true;
    }

    @Override
    @SuppressWarnings("unchecked") // it serializes anything
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return (TypeSerializer<T>) serializer(config);
    }

    @Override
    public String toString() {
        return typeClass == Object.class ? "Dynamic" : "Dynamic<" + typeClass.getSimpleName() + ">";
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof DynamicTypeInfo<?> that && typeClass == that.typeClass;
    }

    @Override
    public int hashCode() {
        return 31 * typeClass.hashCode();
    }
}

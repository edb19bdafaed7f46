package io.weft.api.types;

import io.weft.api.config.SerializerConfig;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.composite.SetSerializer;
import java.util.Objects;
import java.util.Set;

/** The type of sets whose elements are of one type. */
public final class SetTypeInfo<T> extends TypeInformation<Set<T>> {

    private final TypeInformation<T> elementType;

    public SetTypeInfo(Class<T> elementClass) {
        this(TypeInformation.of(elementClass));
    }

    public SetTypeInfo(TypeInformation<T> elementType) {
        this.elementType = Objects.requireNonNull(elementType, "elementType");
    }

    public TypeInformation<T> getElementTypeInfo() {
        return elementType;
    }

    @Override
    @SuppressWarnings("unchecked") // a class knows nothing of its type parameters
    public Class<Set<T>> getTypeClass() {
        return (Class<Set<T>>) (Class<?>) Set.class;
    }

    @Override
    public boolean isKeyType() {
        return elementType.isKeyType();
    }

    @Override
    public TypeSerializer<Set<T>> createSerializer(SerializerConfig config) {
        return new SetSerializer<>(elementType.createSerializer(config));
    }

    @Override
    public String toString() {
        return "Set<" + elementType + ">";
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof SetTypeInfo<?> that && elementType.equals(that.elementType);
    }

    @Override
    public int hashCode() {
        return 31 * Set.class.hashCode() + elementType.hashCode();
    }
}

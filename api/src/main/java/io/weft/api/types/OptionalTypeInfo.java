package io.weft.api.types;

import io.weft.api.config.SerializerConfig;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.composite.OptionalSerializer;
import java.util.Objects;
import java.util.Optional;

/** The type of optional values whose value is of one type. */
public final class OptionalTypeInfo<T> extends TypeInformation<Optional<T>> {

    private final TypeInformation<T> elementType;

    public OptionalTypeInfo(Class<T> elementClass) {
        this(TypeInformation.of(elementClass));
    }

    public OptionalTypeInfo(TypeInformation<T> elementType) {
        this.elementType = Objects.requireNonNull(elementType, "elementType");
    }

    public TypeInformation<T> getElementTypeInfo() {
        return elementType;
    }

    @Override
    @SuppressWarnings("unchecked") // a class knows nothing of its type parameters
    public Class<Optional<T>> getTypeClass() {
        return (Class<Optional<T>>) (Class<?>) Optional.class;
    }

    @Override
    public boolean isKeyType() {
        return elementType.isKeyType();
    }

    @Override
    public TypeSerializer<Optional<T>> createSerializer(SerializerConfig config) {
        return new OptionalSerializer<>(elementType.createSerializer(config));
    }

    @Override
    public String toString() {
        return "Optional<" + elementType + ">";
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof OptionalTypeInfo<?> that && elementType.equals(that.elementType);
    }

    @Override
    public int hashCode() {
        return 31 * Optional.class.hashCode() + elementType.hashCode();
    }
}

package io.weft.api.types;

import io.weft.api.config.SerializerConfig;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.composite.ListSerializer;
import java.util.List;
import java.util.Objects;

/** The type of lists whose elements are of one type. */
public final class ListTypeInfo<T> extends TypeInformation<List<T>> {

    private final TypeInformation<T> elementType;

    public ListTypeInfo(Class<T> elementClass) {
        this(TypeInformation.of(elementClass));
    }

    public ListTypeInfo(TypeInformation<T> elementType) {
        this.elementType = Objects.requireNonNull(elementType, "elementType");
    }

    public TypeInformation<T> getElementTypeInfo() {
        return elementType;
    }

    @Override
    @SuppressWarnings("unchecked") // a class knows nothing of its type parameters
    public Class<List<T>> getTypeClass() {
        return (Class<List<T>>) (Class<?>) List.class;
    }

    @Override
    public boolean isKeyType() {
        return elementType.isKeyType();
    }

    @Override
    public TypeSerializer<List<T>> createSerializer(SerializerConfig config) {
        return new ListSerializer<>(elementType.createSerializer(config));
    }

    @Override
    public String toString() {
        return "List<" + elementType + ">";
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof ListTypeInfo<?> that && elementType.equals(that.elementType);
    }

    @Override
    public int hashCode() {
        return 31 * List.class.hashCode() + elementType.hashCode();
    }
}

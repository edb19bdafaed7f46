package io.weft.api.types;

import io.weft.api.config.SerializerConfig;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.composite.EnumSerializer;

/** The type of an enum's constants. */
public final class EnumTypeInfo<T extends Enum<T>> extends TypeInformation<T> {

    private final Class<T> typeClass;

    public EnumTypeInfo(Class<T> typeClass) {
        if (!typeClass.isEnum()) {
            throw new IllegalArgumentException(typeClass.getName() + " is not an enum");
        }
        this.typeClass = typeClass;
    }

    @Override
    public Class<T> getTypeClass() {
        return typeClass;
    }

    /** False: the hash code of a constant is another one in every process. Its name can be a key. */
    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return new EnumSerializer<>(typeClass);
    }

    @Override
    public String toString() {
        return "Enum<" + typeClass.getSimpleName() + ">";
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof EnumTypeInfo<?> that && typeClass == that.typeClass;
    }

    @Override
    public int hashCode() {
        return typeClass.hashCode();
    }
}

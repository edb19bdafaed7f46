package io.weft.api.types;

import io.weft.api.reflect.PojoRules;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.composite.Serializers;
import java.util.Objects;

/** The type of a class of which nothing is known but that Kryo can try. */
public final class GenericTypeInfo<T> extends TypeInformation<T> {

    private final Class<T> typeClass;

    public GenericTypeInfo(Class<T> typeClass) {
        this.typeClass = Objects.requireNonNull(typeClass, "typeClass");
    }

    @Override
    public Class<T> getTypeClass() {
        return typeClass;
    }

    @Override
    public boolean isKeyType() {
        return PojoRules.hasOwnEquality(typeClass);
    }

    @Override
    public TypeSerializer<T> createSerializer() {
        return Serializers.generic(typeClass);
    }

    @Override
    public String toString() {
        return "Generic<" + typeClass.getName() + ">";
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof GenericTypeInfo<?> that && typeClass == that.typeClass;
    }

    @Override
    public int hashCode() {
        return typeClass.hashCode();
    }
}

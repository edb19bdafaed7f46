package io.weft.api.types;

import io.weft.api.config.SerializerConfig;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.composite.ObjectArraySerializer;
import java.lang.reflect.Array;
import java.util.Objects;

/** The type of an array of objects. Elements may be null. */
public final class ObjectArrayTypeInfo<T, C> extends TypeInformation<T> {

    private final Class<T> arrayType;
    private final TypeInformation<C> componentInfo;

    private ObjectArrayTypeInfo(Class<T> arrayType, TypeInformation<C> componentInfo) {
        this.arrayType = arrayType;
        this.componentInfo = Objects.requireNonNull(componentInfo, "componentInfo");
    }

    /** Arrays of that class with elements of that type. */
    public static <T, C> ObjectArrayTypeInfo<T, C> getInfoFor(Class<T> arrayClass, TypeInformation<C> componentInfo) {
        if (!arrayClass.isArray()) {
            throw new IllegalArgumentException(arrayClass.getName() + " is not an array");
        }
        return new ObjectArrayTypeInfo<>(arrayClass, componentInfo);
    }

    /** Arrays with elements of that type. */
    @SuppressWarnings("unchecked") // the caller states the array's type
    public static <T, C> ObjectArrayTypeInfo<T, C> getInfoFor(TypeInformation<C> componentInfo) {
        return getInfoFor(
                (Class<T>) Array.newInstance(componentInfo.getTypeClass(), 0).getClass(), componentInfo);
    }

    public TypeInformation<C> getComponentInfo() {
        return componentInfo;
    }

    @Override
    public Class<T> getTypeClass() {
        return arrayType;
    }

    /** False: arrays are equal only to themselves. */
    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    @SuppressWarnings("unchecked") // the array's class fits its elements'
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        Class<C> elementClass = (Class<C>) arrayType.getComponentType();
        return (TypeSerializer<T>) new ObjectArraySerializer<>(elementClass, componentInfo.createSerializer(config));
    }

    @Override
    public String toString() {
        return componentInfo + "[]";
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof ObjectArrayTypeInfo<?, ?> that
                && arrayType == that.arrayType
                && componentInfo.equals(that.componentInfo);
    }

    @Override
    public int hashCode() {
        return 31 * arrayType.hashCode() + componentInfo.hashCode();
    }
}

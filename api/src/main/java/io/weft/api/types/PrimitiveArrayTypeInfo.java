package io.weft.api.types;

import io.weft.api.config.SerializerConfig;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.basic.PrimitiveArraySerializers;
import java.io.ObjectStreamException;
import java.util.List;

/** The type of an array of primitives. */
public final class PrimitiveArrayTypeInfo<T> extends TypeInformation<T> {

    public static final PrimitiveArrayTypeInfo<boolean[]> BOOLEAN_PRIMITIVE_ARRAY_TYPE_INFO =
            new PrimitiveArrayTypeInfo<>(boolean[].class, PrimitiveArraySerializers.BOOLEAN);
    public static final PrimitiveArrayTypeInfo<byte[]> BYTE_PRIMITIVE_ARRAY_TYPE_INFO =
            new PrimitiveArrayTypeInfo<>(byte[].class, PrimitiveArraySerializers.BYTE);
    public static final PrimitiveArrayTypeInfo<short[]> SHORT_PRIMITIVE_ARRAY_TYPE_INFO =
            new PrimitiveArrayTypeInfo<>(short[].class, PrimitiveArraySerializers.SHORT);
    public static final PrimitiveArrayTypeInfo<int[]> INT_PRIMITIVE_ARRAY_TYPE_INFO =
            new PrimitiveArrayTypeInfo<>(int[].class, PrimitiveArraySerializers.INT);
    public static final PrimitiveArrayTypeInfo<long[]> LONG_PRIMITIVE_ARRAY_TYPE_INFO =
            new PrimitiveArrayTypeInfo<>(long[].class, PrimitiveArraySerializers.LONG);
    public static final PrimitiveArrayTypeInfo<float[]> FLOAT_PRIMITIVE_ARRAY_TYPE_INFO =
            new PrimitiveArrayTypeInfo<>(float[].class, PrimitiveArraySerializers.FLOAT);
    public static final PrimitiveArrayTypeInfo<double[]> DOUBLE_PRIMITIVE_ARRAY_TYPE_INFO =
            new PrimitiveArrayTypeInfo<>(double[].class, PrimitiveArraySerializers.DOUBLE);
    public static final PrimitiveArrayTypeInfo<char[]> CHAR_PRIMITIVE_ARRAY_TYPE_INFO =
            new PrimitiveArrayTypeInfo<>(char[].class, PrimitiveArraySerializers.CHAR);

    private static final List<PrimitiveArrayTypeInfo<?>> ALL = List.of(
            BOOLEAN_PRIMITIVE_ARRAY_TYPE_INFO,
            BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
            SHORT_PRIMITIVE_ARRAY_TYPE_INFO,
            INT_PRIMITIVE_ARRAY_TYPE_INFO,
            LONG_PRIMITIVE_ARRAY_TYPE_INFO,
            FLOAT_PRIMITIVE_ARRAY_TYPE_INFO,
            DOUBLE_PRIMITIVE_ARRAY_TYPE_INFO,
            CHAR_PRIMITIVE_ARRAY_TYPE_INFO);

    private final Class<T> arrayClass;
    private final transient TypeSerializer<T> serializer;

    private PrimitiveArrayTypeInfo(Class<T> arrayClass, TypeSerializer<T> serializer) {
        this.arrayClass = arrayClass;
        this.serializer = serializer;
    }

    /**
     * The type of an array class.
     *
     * @throws IllegalArgumentException if it isn't one of primitives
     */
    @SuppressWarnings("unchecked") // the class was compared
    public static <X> PrimitiveArrayTypeInfo<X> getInfoFor(Class<X> type) {
        for (PrimitiveArrayTypeInfo<?> info : ALL) {
            if (info.arrayClass == type) {
                return (PrimitiveArrayTypeInfo<X>) info;
            }
        }
        throw new IllegalArgumentException(type.getName() + " is not an array of primitives");
    }

    static PrimitiveArrayTypeInfo<?> ofElement(TypeInformation<?> elementType) {
        for (PrimitiveArrayTypeInfo<?> info : ALL) {
            if (BasicTypeInfo.getInfoFor(info.getComponentClass()).equals(elementType)) {
                return info;
            }
        }
        throw new IllegalArgumentException("There are no primitives for " + elementType);
    }

    private Object readResolve() throws ObjectStreamException {
        return getInfoFor(arrayClass);
    }

    /** The class of the elements. */
    public Class<?> getComponentClass() {
        return arrayClass.getComponentType();
    }

    @Override
    public Class<T> getTypeClass() {
        return arrayClass;
    }

    /** False: arrays are equal only to themselves. */
    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return serializer;
    }

    @Override
    public String toString() {
        return arrayClass.getSimpleName();
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof PrimitiveArrayTypeInfo<?> that && arrayClass == that.arrayClass;
    }

    @Override
    public int hashCode() {
        return arrayClass.hashCode();
    }
}

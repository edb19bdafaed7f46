package io.weft.api.types;

import io.weft.api.config.SerializerConfig;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.composite.ObjectArraySerializer;
import java.io.ObjectStreamException;
import java.util.List;

/** The type of an array of strings or of primitives' boxes. Elements may be null. */
public final class BasicArrayTypeInfo<T, C> extends TypeInformation<T> {

    public static final BasicArrayTypeInfo<String[], String> STRING_ARRAY_TYPE_INFO =
            new BasicArrayTypeInfo<>(String[].class, BasicTypeInfo.STRING_TYPE_INFO);
    public static final BasicArrayTypeInfo<Boolean[], Boolean> BOOLEAN_ARRAY_TYPE_INFO =
            new BasicArrayTypeInfo<>(Boolean[].class, BasicTypeInfo.BOOLEAN_TYPE_INFO);
    public static final BasicArrayTypeInfo<Byte[], Byte> BYTE_ARRAY_TYPE_INFO =
            new BasicArrayTypeInfo<>(Byte[].class, BasicTypeInfo.BYTE_TYPE_INFO);
    public static final BasicArrayTypeInfo<Short[], Short> SHORT_ARRAY_TYPE_INFO =
            new BasicArrayTypeInfo<>(Short[].class, BasicTypeInfo.SHORT_TYPE_INFO);
    public static final BasicArrayTypeInfo<Integer[], Integer> INT_ARRAY_TYPE_INFO =
            new BasicArrayTypeInfo<>(Integer[].class, BasicTypeInfo.INT_TYPE_INFO);
    public static final BasicArrayTypeInfo<Long[], Long> LONG_ARRAY_TYPE_INFO =
            new BasicArrayTypeInfo<>(Long[].class, BasicTypeInfo.LONG_TYPE_INFO);
    public static final BasicArrayTypeInfo<Float[], Float> FLOAT_ARRAY_TYPE_INFO =
            new BasicArrayTypeInfo<>(Float[].class, BasicTypeInfo.FLOAT_TYPE_INFO);
    public static final BasicArrayTypeInfo<Double[], Double> DOUBLE_ARRAY_TYPE_INFO =
            new BasicArrayTypeInfo<>(Double[].class, BasicTypeInfo.DOUBLE_TYPE_INFO);
    public static final BasicArrayTypeInfo<Character[], Character> CHAR_ARRAY_TYPE_INFO =
            new BasicArrayTypeInfo<>(Character[].class, BasicTypeInfo.CHAR_TYPE_INFO);

    private static final List<BasicArrayTypeInfo<?, ?>> ALL = List.of(
            STRING_ARRAY_TYPE_INFO,
            BOOLEAN_ARRAY_TYPE_INFO,
            BYTE_ARRAY_TYPE_INFO,
            SHORT_ARRAY_TYPE_INFO,
            INT_ARRAY_TYPE_INFO,
            LONG_ARRAY_TYPE_INFO,
            FLOAT_ARRAY_TYPE_INFO,
            DOUBLE_ARRAY_TYPE_INFO,
            CHAR_ARRAY_TYPE_INFO);

    private final Class<T> arrayClass;
    private final BasicTypeInfo<C> componentInfo;

    private BasicArrayTypeInfo(Class<T> arrayClass, BasicTypeInfo<C> componentInfo) {
        this.arrayClass = arrayClass;
        this.componentInfo = componentInfo;
    }

    /** The type of an array class, or null if it isn't one of strings or boxes. */
    @SuppressWarnings("unchecked") // the class was compared
    public static <X, C> BasicArrayTypeInfo<X, C> getInfoFor(Class<X> type) {
        for (BasicArrayTypeInfo<?, ?> info : ALL) {
            if (info.arrayClass == type) {
                return (BasicArrayTypeInfo<X, C>) info;
            }
        }
        return null;
    }

    private Object readResolve() throws ObjectStreamException {
        return getInfoFor(arrayClass);
    }

    public TypeInformation<C> getComponentInfo() {
        return componentInfo;
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
    @SuppressWarnings("unchecked") // the array's class fits its elements'
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return (TypeSerializer<T>)
                new ObjectArraySerializer<>(componentInfo.getTypeClass(), componentInfo.createSerializer(config));
    }

    @Override
    public String toString() {
        return arrayClass.getSimpleName();
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof BasicArrayTypeInfo<?, ?> that && arrayClass == that.arrayClass;
    }

    @Override
    public int hashCode() {
        return arrayClass.hashCode();
    }
}

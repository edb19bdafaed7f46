package io.weft.api.types;

import io.weft.api.config.SerializerConfig;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.struct.Serializers;
import io.weft.api.serialization.struct.StructLayout;
import io.weft.api.serialization.struct.StructLayout.Kind;
import io.weft.api.serialization.struct.StructLayout.StructField;
import io.weft.api.tuple.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The type of tuples, and of subclasses of tuples that add no fields. */
public final class TupleTypeInfo<T extends Tuple> extends CompositeType<T> {

    /** Fields of those types, in the tuple class of that arity. */
    @SuppressWarnings("unchecked") // the caller states the tuple's type
    public TupleTypeInfo(TypeInformation<?>... types) {
        this((Class<T>) Tuple.getTupleClass(types.length), types);
    }

    public TupleTypeInfo(Class<T> tupleClass, TypeInformation<?>... types) {
        super(tupleClass, names(types.length), List.of(types));
    }

    /**
     * A tuple of basic types.
     *
     * @throws IllegalArgumentException if one isn't basic
     */
    public static <X extends Tuple> TupleTypeInfo<X> getBasicTupleTypeInfo(Class<?>... basicTypes) {
        TypeInformation<?>[] types = new TypeInformation<?>[basicTypes.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = BasicTypeInfo.getInfoFor(basicTypes[i]);
            if (types[i] == null) {
                throw new IllegalArgumentException(basicTypes[i].getName() + " is not a basic type");
            }
        }
        return new TupleTypeInfo<>(types);
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "f" + i).toList();
    }

    @Override
    public boolean isTupleType() {
        return true;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        List<StructField> fields = new ArrayList<>();
        for (int i = 0; i < getArity(); i++) {
            fields.add(new StructField("f" + i, fieldTypes().get(i).createSerializer(config)));
        }
        return Serializers.struct(new StructLayout<>(getTypeClass(), Kind.TUPLE, fields, null));
    }

    @Override
    public String toString() {
        String types = fieldTypes().toString();
        return getTypeClass().getSimpleName() + "<" + types.substring(1, types.length() - 1) + ">";
    }
}

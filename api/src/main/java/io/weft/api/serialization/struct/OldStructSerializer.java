package io.weft.api.serialization.struct;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.ReadingSerializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.struct.StructLayout.Kind;
import io.weft.api.serialization.struct.StructSnapshot.OldField;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** Reads structures in the form that {@link StructSerializer} wrote when their class was another, and makes values of today's of them. */
final class OldStructSerializer<T> extends ReadingSerializer<T> {

    private final transient Kind kind;
    private final transient List<OldField> fields;
    private final transient TypeSerializer<?>[] serializers;
    private final transient TypeSerializer<Object> subclasses;
    private final transient Function<Object[], T> evolution;
    private final transient int headBytes;

    /** @param evolution makes a value out of what was read for each field; null where a field is null */
    OldStructSerializer(
            Kind kind, List<OldField> fields, TypeSerializer<Object> subclasses, Function<Object[], T> evolution) {
        this.kind = kind;
        this.fields = List.copyOf(fields);
        this.serializers = fields.stream()
                .map(field -> field.snapshot().restoreSerializer())
                .toArray(TypeSerializer<?>[]::new);
        this.subclasses = subclasses;
        this.evolution = evolution;
        long bits = StructSerializer.FIRST_FIELD_BIT
                + fields.stream().filter(OldField::nullable).count();
        this.headBytes = kind == Kind.TUPLE ? 0 : (int) (bits + 7) >> 3;
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return new OldStructSerializer<>(kind, fields, subclasses == null ? null : subclasses.duplicate(), evolution);
    }

    @Override
    @SuppressWarnings("unchecked") // what was written as a value of a subclass is one
    public T deserialize(DataInputView source) throws IOException {
        byte[] bits = new byte[headBytes];
        if (headBytes > 0) {
            bits[0] = source.readByte();
            if ((bits[0] & StructSerializer.NULL) != 0) {
                return null;
            }
            if ((bits[0] & StructSerializer.SUBCLASS) != 0) {
                if (subclasses == null) {
                    throw new IOException("Corrupt data: a subclass of a class that had none");
                }
                return (T) subclasses.deserialize(source);
            }
            source.readFully(bits, 1, headBytes - 1);
        }
        Object[] values = new Object[serializers.length];
        int bit = StructSerializer.FIRST_FIELD_BIT;
        for (int i = 0; i < values.length; i++) {
            boolean nullable = fields.get(i).nullable();
            boolean isNull = nullable && (bits[bit >> 3] & 1 << (bit & 7)) != 0;
            bit += nullable ? 1 : 0;
            values[i] = isNull ? null : serializers[i].deserialize(source);
        }
        return evolution.apply(values);
    }
}

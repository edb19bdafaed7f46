package io.weft.api.serialization.struct;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.struct.StructLayout.Kind;
import java.io.IOException;

/** Serializes structures by method handles: for where no serializer can be generated. */
public final class ReflectiveStructSerializer<T> extends StructSerializer<T> {

    private final transient StructAccess<T> access;
    private final transient TypeSerializer<Object>[] serializers;

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic class
    public ReflectiveStructSerializer(StructLayout<T> layout) {
        super(layout);
        access = new StructAccess<>(layout.type(), layout.kind(), layout.names());
        serializers =
                layout.fields().stream().map(StructLayout.StructField::untyped).toArray(TypeSerializer[]::new);
    }

    @Override
    public T createInstance() {
        if (layout().kind() != Kind.RECORD) {
            return access.create();
        }
        Object[] values = new Object[serializers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = emptyField(i);
        }
        return access.create(values);
    }

    @Override
    public T copy(T from) {
        if (isImmutableType() || from == null) {
            return from;
        }
        if (isSubclass(from)) {
            return copySubclass(from);
        }
        Object[] values = new Object[serializers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = copyOfField(from, i);
        }
        return access.create(values);
    }

    @Override
    public T copy(T from, T reuse) {
        if (layout().kind() == Kind.RECORD || !isExact(from) || !isExact(reuse)) {
            return copy(from);
        }
        for (int i = 0; i < serializers.length; i++) {
            access.set(reuse, i, copyOfField(from, i));
        }
        return reuse;
    }

    private Object copyOfField(T from, int index) {
        Object value = access.get(from, index);
        return value == null ? null : serializers[index].copy(value);
    }

    private boolean isExact(T value) {
        return value != null && value.getClass() == layout().type();
    }

    private boolean isSubclass(T value) {
        return layout().kind() != Kind.TUPLE && value.getClass() != layout().type();
    }

    @Override
    public void serialize(T record, DataOutputView target) throws IOException {
        if (layout().kind() != Kind.TUPLE) {
            if (record == null) {
                target.writeByte(NULL);
                return;
            }
            if (isSubclass(record)) {
                serializeSubclass(record, target);
                return;
            }
            writeBits(record, target);
        }
        for (int i = 0; i < serializers.length; i++) {
            Object value = access.get(record, i);
            if (value == null) {
                if (isNullable(i)) {
                    continue;
                }
                if (!layout().fields().get(i).takesNull()) {
                    throw nullField(i);
                }
            }
            serializers[i].serialize(value, target);
        }
    }

    private void writeBits(T record, DataOutputView target) throws IOException {
        byte[] bits = new byte[headBytes()];
        int bit = FIRST_FIELD_BIT;
        for (int i = 0; i < serializers.length; i++) {
            if (isNullable(i)) {
                if (access.get(record, i) == null) {
                    bits[bit >> 3] |= (byte) (1 << (bit & 7));
                }
                bit++;
            }
        }
        target.write(bits);
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        byte[] bits = new byte[headBytes()];
        if (bits.length > 0) {
            bits[0] = source.readByte();
            if ((bits[0] & (NULL | SUBCLASS)) != 0) {
                return deserializeOther(bits[0], source);
            }
            source.readFully(bits, 1, bits.length - 1);
        }
        Object[] values = new Object[serializers.length];
        int bit = FIRST_FIELD_BIT;
        for (int i = 0; i < values.length; i++) {
            boolean isNull = isNullable(i) && (bits[bit >> 3] & 1 << (bit & 7)) != 0;
            bit += isNullable(i) ? 1 : 0;
            values[i] = isNull ? null : serializers[i].deserialize(source);
        }
        return access.create(values);
    }

    @Override
    public T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }
}

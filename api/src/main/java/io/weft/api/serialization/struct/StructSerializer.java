package io.weft.api.serialization.struct;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import io.weft.api.serialization.NestingSerializer;
import io.weft.api.serialization.ScopedSerializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.TypeSerializerSnapshot;
import io.weft.api.serialization.struct.StructLayout.Kind;
import io.weft.api.serialization.struct.StructLayout.StructField;
import java.io.IOException;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Serializes tuples, POJOs and records. A tuple is its fields, one after the other. A POJO or record begins with bits, packed into bytes
 * from the lowest: is it null (then the byte is all), is it of a subclass (then the byte is followed by the value, as the layout's
 * serializer of subclasses writes it), and one for each field of a class (not of a primitive) in order, set if it is null. The fields
 * that are not null follow.
 *
 * <p>Subclasses, reflective or generated, do the fields; here is what they share, off the fast path.
 */
public abstract class StructSerializer<T> extends TypeSerializer<T> implements ScopedSerializer, NestingSerializer {

    /** The bit of the first byte that says that the value is null. */
    public static final int NULL = 1;

    /** The bit of the first byte that says that the value is of a subclass. */
    public static final int SUBCLASS = 2;

    /** How many bits come before those of the fields. */
    public static final int FIRST_FIELD_BIT = 2;

    private final transient StructLayout<T> layout;
    private final transient boolean immutable;
    private final transient boolean[] nullable;
    private final transient int headBytes;

    protected StructSerializer(StructLayout<T> layout) {
        this.layout = layout;
        this.immutable = layout.isImmutable();
        this.nullable = new boolean[layout.fields().size()];
        int bits = FIRST_FIELD_BIT;
        for (int i = 0; i < nullable.length; i++) {
            nullable[i] = layout.isNullable(i);
            bits += nullable[i] ? 1 : 0;
        }
        this.headBytes = layout.kind() == Kind.TUPLE ? 0 : (bits + 7) >> 3;
    }

    public final StructLayout<T> layout() {
        return layout;
    }

    @Override
    public final boolean isImmutableType() {
        return immutable;
    }

    @Override
    public final TypeSerializer<T> duplicate() {
        return Serializers.struct(layout.duplicate());
    }

    @Override
    public final int getLength() {
        int length = 0;
        for (StructField field : layout.fields()) {
            int fieldLength = field.serializer().getLength();
            if (layout.kind() != Kind.TUPLE || fieldLength < 0) {
                return -1;
            }
            length += fieldLength;
        }
        return length;
    }

    @Override
    public final List<? extends TypeSerializer<?>> nestedSerializers() {
        List<TypeSerializer<?>> nested = new ArrayList<>();
        layout.fields().forEach(field -> nested.add(field.serializer()));
        if (layout.subclasses() != null) {
            nested.add(layout.subclasses());
        }
        return nested;
    }

    @Override
    public final TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new StructSnapshot<>(layout);
    }

    /** Writes a value of a subclass. */
    protected final void serializeSubclass(T record, DataOutputView target) throws IOException {
        target.writeByte(SUBCLASS);
        subclasses(record).serialize(record, target);
    }

    /** Reads what is left when the first byte said {@link #NULL} or {@link #SUBCLASS}. */
    @SuppressWarnings("unchecked") // it was written as a subclass
    protected final T deserializeOther(int firstByte, DataInputView source) throws IOException {
        if ((firstByte & NULL) != 0) {
            return null;
        }
        if (layout.subclasses() == null) {
            throw new IOException("Corrupt data: a subclass of " + layout.type().getName() + ", which has none");
        }
        return (T) layout.subclasses().deserialize(source);
    }

    /** Copies a value of a subclass. */
    @SuppressWarnings("unchecked") // a copy has the same class
    protected final T copySubclass(T from) {
        return (T) subclasses(from).copy(from);
    }

    private TypeSerializer<Object> subclasses(T value) {
        if (layout.subclasses() == null) {
            throw new IllegalArgumentException("Expected a " + layout.type().getName() + ", but found a "
                    + value.getClass().getName());
        }
        return layout.subclasses();
    }

    /** The error for a field of a tuple that may not be null. */
    protected final NullFieldException nullField(int index) {
        return new NullFieldException(layout.type(), layout.fields().get(index).name());
    }

    protected final TypeSerializer<?> fieldSerializer(int index) {
        return layout.fields().get(index).serializer();
    }

    /** An empty value of a field. */
    protected final Object emptyField(int index) {
        return layout.fields().get(index).serializer().createInstance();
    }

    /** How many bytes the bits take. */
    final int headBytes() {
        return headBytes;
    }

    /** True if a field has a bit. */
    final boolean isNullable(int index) {
        return nullable[index];
    }

    @Override
    public final void copy(DataInputView source, DataOutputView target) throws IOException {
        byte[] bits = new byte[headBytes];
        if (headBytes > 0) {
            byte first = source.readByte();
            target.writeByte(first);
            if ((first & (NULL | SUBCLASS)) != 0) {
                if ((first & NULL) == 0) {
                    layout.subclasses().copy(source, target);
                }
                return;
            }
            bits[0] = first;
            source.readFully(bits, 1, bits.length - 1);
            target.write(bits, 1, bits.length - 1);
        }
        int bit = FIRST_FIELD_BIT;
        for (int i = 0; i < nullable.length; i++) {
            boolean isNull = nullable[i] && (bits[bit >> 3] & 1 << (bit & 7)) != 0;
            bit += nullable[i] ? 1 : 0;
            if (!isNull) {
                layout.fields().get(i).serializer().copy(source, target);
            }
        }
    }

    @Override
    public final void startScope() {
        for (StructField field : layout.fields()) {
            ScopedSerializer.startScope(field.serializer());
        }
        if (layout.subclasses() != null) {
            ScopedSerializer.startScope(layout.subclasses());
        }
    }

    @Override
    public final boolean equals(Object obj) {
        return obj instanceof StructSerializer<?> that && layout.equals(that.layout);
    }

    @Override
    public final int hashCode() {
        return layout.hashCode();
    }

    /** Generated classes don't travel; the layout does. */
    protected final Object writeReplace() throws ObjectStreamException {
        return new Recipe<>(layout);
    }

    private record Recipe<T>(StructLayout<T> layout) implements Serializable {
        private Object readResolve() throws ObjectStreamException {
            return Serializers.struct(layout);
        }
    }
}

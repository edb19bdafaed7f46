package io.weft.api.serialization.composite;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import io.weft.api.serialization.ImmutableSerializer;
import io.weft.api.serialization.TypeSerializerSnapshot;
import java.io.IOException;

/** Serializes constants by their position in the enum. */
public final class EnumSerializer<E extends Enum<E>> extends ImmutableSerializer<E> {

    private final Class<E> enumClass;
    private transient E[] constants;

    public EnumSerializer(Class<E> enumClass) {
        this.enumClass = enumClass;
        this.constants = enumClass.getEnumConstants();
    }

    @Override
    public E createInstance() {
        return constants.length == 0 ? null : constants[0];
    }

    @Override
    @SuppressWarnings("EnumOrdinal") // both ends run the same class
    public void serialize(E record, DataOutputView target) throws IOException {
        target.writeVarInt(record.ordinal());
    }

    @Override
    public E deserialize(DataInputView source) throws IOException {
        int ordinal = source.readVarInt();
        if (ordinal < 0 || ordinal >= constants.length) {
            throw new IOException("Corrupt data, or another version of the class: " + enumClass.getName() + " has "
                    + constants.length + " constants, but number " + ordinal + " was read");
        }
        return constants[ordinal];
    }

    @Override
    public TypeSerializerSnapshot<E> snapshotConfiguration() {
        return new EnumSnapshot<>(enumClass);
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof EnumSerializer<?> that && enumClass == that.enumClass;
    }

    @Override
    public int hashCode() {
        return enumClass.hashCode();
    }

    private Object readResolve() {
        return new EnumSerializer<>(enumClass);
    }
}

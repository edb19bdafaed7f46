package io.weft.api.serialization.composite;

import io.weft.api.data.Row;
import io.weft.api.data.RowKind;
import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import io.weft.api.serialization.MutableSerializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.TypeSerializerSnapshot;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Serializes rows of which nothing is known: the kind; a byte, 0 for positions, 1 for positions with names, 2 for names; the number of fields
 * as a var int; and the fields, each after its name if there are names.
 */
final class DynamicRowSerializer extends MutableSerializer<Row> {

    private static final int POSITIONS = 0;
    private static final int NAMED_POSITIONS = 1;
    private static final int NAMES = 2;

    private final DynamicSerializer fields;

    DynamicRowSerializer(DynamicSerializer fields) {
        this.fields = fields;
    }

    @Override
    public TypeSerializer<Row> duplicate() {
        throw new UnsupportedOperationException("A part of a dynamic serializer is not duplicated alone");
    }

    @Override
    public Row createInstance() {
        return Row.withNames();
    }

    @Override
    public Row copy(Row from) {
        Row copy = Row.copy(from);
        for (int i = 0; i < copy.getArity(); i++) {
            copy.setField(i, fields.copy(copy.getField(i)));
        }
        return copy;
    }

    private static int mode(Row row) {
        if (row.getFieldNames(false) != null) {
            return NAMES;
        }
        return row.getFieldNames(true) != null ? NAMED_POSITIONS : POSITIONS;
    }

    @Override
    public void serialize(Row record, DataOutputView target) throws IOException {
        target.writeByte(record.getKind().toByteValue());
        target.writeByte(mode(record));
        target.writeVarInt(record.getArity());
        Set<String> names = record.getFieldNames(true);
        if (names == null) {
            for (int i = 0; i < record.getArity(); i++) {
                fields.serialize(record.getField(i), target);
            }
            return;
        }
        for (String name : names) {
            target.writeText(name);
            fields.serialize(record.getField(name), target);
        }
    }

    @Override
    public Row deserialize(DataInputView source) throws IOException {
        RowKind kind = RowKind.fromByteValue(source.readByte());
        int mode = source.readByte();
        Object[] values = new Object[source.readVarInt()];
        Map<String, Integer> positions = new LinkedHashMap<>();
        Row named = Row.withNames(kind);
        for (int i = 0; i < values.length; i++) {
            String name = mode == POSITIONS ? null : source.readText();
            values[i] = fields.deserialize(source);
            positions.put(name, i);
            if (mode == NAMES) {
                named.setField(name, values[i]);
            }
        }
        if (mode == NAMES) {
            return named;
        }
        return mode == POSITIONS ? Row.ofKind(kind, values) : Row.named(kind, values, positions);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        target.writeByte(source.readByte());
        int mode = source.readByte();
        target.writeByte(mode);
        int arity = source.readVarInt();
        target.writeVarInt(arity);
        for (int i = 0; i < arity; i++) {
            if (mode != POSITIONS) {
                target.writeText(source.readText());
            }
            fields.copy(source, target);
        }
    }

    @Override
    public TypeSerializerSnapshot<Row> snapshotConfiguration() {
        throw new UnsupportedOperationException("A part of a dynamic serializer has no snapshot of its own");
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof DynamicRowSerializer;
    }

    @Override
    public int hashCode() {
        return DynamicRowSerializer.class.hashCode();
    }
}

package io.weft.api.serialization.composite;

import io.weft.api.data.Row;
import io.weft.api.data.RowKind;
import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import io.weft.api.serialization.MutableSerializer;
import io.weft.api.serialization.NestingSerializer;
import io.weft.api.serialization.ScopedSerializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.TypeSerializerSnapshot;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;

/** Serializes rows of known fields: the kind, then each field with a byte before it, 0 for null, else 1. */
public final class RowSerializer extends MutableSerializer<Row> implements ScopedSerializer, NestingSerializer {

    private final List<String> names;
    private final List<TypeSerializer<Object>> fields;
    private final LinkedHashMap<String, Integer> positions = new LinkedHashMap<>();

    public RowSerializer(List<String> names, List<TypeSerializer<Object>> fields) {
        this.names = List.copyOf(names);
        this.fields = List.copyOf(fields);
        for (String name : names) {
            positions.put(name, positions.size());
        }
    }

    @Override
    public TypeSerializer<Row> duplicate() {
        return new RowSerializer(
                names, fields.stream().map(TypeSerializer::duplicate).toList());
    }

    @Override
    public Row createInstance() {
        return Row.named(RowKind.INSERT, new Object[fields.size()], positions);
    }

    /** The value of a field; rows that have only names may lack some, which are null. */
    private Object field(Row row, int index) {
        if (row.getFieldNames(false) != null) {
            return row.getField(names.get(index));
        }
        if (row.getArity() != fields.size()) {
            throw new IllegalArgumentException("A row has " + row.getArity() + " fields, but its type has "
                    + fields.size() + " " + names + ": " + row);
        }
        return row.getField(index);
    }

    @Override
    public Row copy(Row from) {
        Object[] values = new Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Elements.copy(field(from, i), fields.get(i));
        }
        return Row.named(from.getKind(), values, positions);
    }

    @Override
    public void serialize(Row record, DataOutputView target) throws IOException {
        target.writeByte(record.getKind().toByteValue());
        for (int i = 0; i < fields.size(); i++) {
            Object value = field(record, i);
            target.writeBoolean(value != null);
            if (value != null) {
                fields.get(i).serialize(value, target);
            }
        }
    }

    @Override
    public Row deserialize(DataInputView source) throws IOException {
        RowKind kind = RowKind.fromByteValue(source.readByte());
        Object[] values = new Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = source.readBoolean() ? fields.get(i).deserialize(source) : null;
        }
        return Row.named(kind, values, positions);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        target.writeByte(source.readByte());
        for (TypeSerializer<Object> field : fields) {
            boolean present = source.readBoolean();
            target.writeBoolean(present);
            if (present) {
                field.copy(source, target);
            }
        }
    }

    @Override
    public void startScope() {
        fields.forEach(ScopedSerializer::startScope);
    }

    @Override
    public List<? extends TypeSerializer<?>> nestedSerializers() {
        return fields;
    }

    @Override
    public TypeSerializerSnapshot<Row> snapshotConfiguration() {
        return ContainerSnapshot.ofRow(names, fields);
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof RowSerializer that && names.equals(that.names) && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return 31 * names.hashCode() + fields.hashCode();
    }
}

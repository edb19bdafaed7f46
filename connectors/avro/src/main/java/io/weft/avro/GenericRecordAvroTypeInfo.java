package io.weft.avro;

import io.weft.api.config.SerializerConfig;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.types.TypeInformation;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** The type of Avro's generic records of a schema. */
public final class GenericRecordAvroTypeInfo extends TypeInformation<GenericRecord> {

    private final Schema schema;

    public GenericRecordAvroTypeInfo(Schema schema) {
        this.schema = Objects.requireNonNull(schema, "schema");
    }

    @Override
    public Class<GenericRecord> getTypeClass() {
        return GenericRecord.class;
    }

    @Override
    public boolean isKeyType() {
        return true;
    }

    @Override
    public TypeSerializer<GenericRecord> createSerializer(SerializerConfig config) {
        return new AvroSerializer<>(GenericRecord.class, schema);
    }

    @Override
    public String toString() {
        return "Avro<" + schema.getFullName() + ">";
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof GenericRecordAvroTypeInfo that && schema.equals(that.schema);
    }

    @Override
    public int hashCode() {
        return schema.hashCode();
    }
}

package io.weft.avro;

import io.weft.api.serialization.ClassReference;
import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import io.weft.api.serialization.DescriptiveSnapshot;
import io.weft.api.serialization.NestedCompatibility;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.TypeSerializerSchemaCompatibility;
import io.weft.api.serialization.TypeSerializerSnapshot;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;

/**
 * The snapshot of a serializer of Avro's records: the class and the schema. What Avro's schema resolution can read can be restored, with
 * fields that have defaults, promoted numbers, aliases and so on.
 */
public final class AvroSerializerSnapshot<T extends IndexedRecord> implements DescriptiveSnapshot<T> {

    private ClassReference type;
    private Schema schema;
    /** What a newer serializer wants generic records to be; null if there is none. */
    private Schema wanted;

    /** For reading. */
    public AvroSerializerSnapshot() {}

    AvroSerializerSnapshot(Class<T> type, Schema schema) {
        this.type = ClassReference.of(type);
        this.schema = schema;
    }

    /** With the schema, which tells the fields. */
    @Override
    public String typeName() {
        return type.name() + " " + schema;
    }

    @Override
    public int getCurrentVersion() {
        return 1;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        type.write(out);
        out.writeText(schema.toString());
    }

    @Override
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader) throws IOException {
        type = ClassReference.read(in, userCodeClassLoader);
        schema = new Schema.Parser().parse(in.readText());
    }

    private boolean isGenericRecord() {
        return type.name().equals(GenericRecord.class.getName());
    }

    /** Records of a generated class that is not to be found are generic. */
    @Override
    @SuppressWarnings("unchecked") // without the class nobody can see that a generic record is none of it
    public TypeSerializer<T> restoreSerializer() {
        Optional<Class<?>> found = type.find();
        if (found.isEmpty() || isGenericRecord()) {
            Schema read = wanted == null ? schema : wanted;
            return (TypeSerializer<T>) new AvroSerializer<>(GenericRecord.class, read, schema);
        }
        Class<T> now = (Class<T>) found.get();
        Schema schemaNow = SpecificData.getForClass(now).getSchema(now);
        return new AvroSerializer<>(now, withFormerName(schemaNow, schema), schema);
    }

    /** Avro's own word for a record that was renamed, which the class was then. */
    private static Schema withFormerName(Schema now, Schema then) {
        if (now.getFullName().equals(then.getFullName())) {
            return now;
        }
        Schema copy = new Schema.Parser().parse(now.toString());
        copy.addAlias(then.getName(), then.getNamespace());
        return copy;
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
            TypeSerializerSnapshot<T> oldSerializerSnapshot) {
        if (!(oldSerializerSnapshot instanceof AvroSerializerSnapshot<T> old) || !type.isSameClassAs(old.type)) {
            return NestedCompatibility.otherType(this, oldSerializerSnapshot);
        }
        if (schema.equals(old.schema)) {
            return TypeSerializerSchemaCompatibility.compatibleAsIs();
        }
        SchemaPairCompatibility pair =
                SchemaCompatibility.checkReaderWriterCompatibility(withFormerName(schema, old.schema), old.schema);
        if (pair.getType() != SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE) {
            String why = pair.getResult().getIncompatibilities().stream()
                    .map(problem -> "at " + problem.getLocation() + ": " + problem.getMessage())
                    .collect(Collectors.joining("; "));
            return TypeSerializerSchemaCompatibility.incompatible("the Avro schema of " + type.name()
                    + " can't read what was written with the older one: " + why + ". Written: " + old.schema
                    + ", now: " + schema);
        }
        old.wanted = schema;
        return TypeSerializerSchemaCompatibility.compatibleAfterMigration();
    }
}

package io.weft.avro;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.config.SerializerConfigImpl;
import io.weft.api.serialization.DataInputDeserializer;
import io.weft.api.serialization.DataOutputSerializer;
import io.weft.api.serialization.DescriptiveSnapshot;
import io.weft.api.serialization.RenamedClasses;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.TypeSerializerSnapshot;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class AvroSerializerTest {

    private static final Schema OLD = new Schema.Parser().parse("""
            {"type": "record", "name": "User", "namespace": "io.weft.avro", "fields": [
              {"name": "name", "type": "string"},
              {"name": "visits", "type": "int"},
              {"name": "gone", "type": "double"}]}""");

    private static GenericRecord old(String name, int visits) {
        GenericRecord record = new GenericData.Record(OLD);
        record.put("name", name);
        record.put("visits", visits);
        record.put("gone", 1.5);
        return record;
    }

    private static User user(String name, long visits) {
        User user = new User();
        user.put("name", name);
        user.put("visits", visits);
        return user;
    }

    private static TypeSerializer<GenericRecord> generic(Schema schema) {
        return new GenericRecordAvroTypeInfo(schema).createSerializer(new SerializerConfigImpl());
    }

    private static TypeSerializer<User> specific() {
        return new AvroTypeInfo<>(User.class).createSerializer(new SerializerConfigImpl());
    }

    private static <T> byte[] write(TypeSerializer<T> serializer, T value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        serializer.serialize(value, out);
        return out.getCopyOfBuffer();
    }

    private static <T> T read(TypeSerializer<T> serializer, byte[] bytes) throws IOException {
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        T value = serializer.deserialize(in);
        assertThat(in.available()).isZero();
        return value;
    }

    private static <T> TypeSerializerSnapshot<T> throughBytes(TypeSerializerSnapshot<T> snapshot) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, snapshot);
        return TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(out.getCopyOfBuffer()), AvroSerializerTest.class.getClassLoader());
    }

    @Test
    void specificRecordsComeBackAsTheyWere() throws IOException {
        TypeSerializer<User> serializer = specific();
        User user = user("Ada", 1L << 40);
        byte[] bytes = write(serializer, user);

        assertThat(read(serializer.duplicate(), bytes)).isEqualTo(user);
        assertThat(serializer.copy(user)).isEqualTo(user).isNotSameAs(user);
        assertThat(read(throughBytes(serializer.snapshotConfiguration()).restoreSerializer(), bytes))
                .isEqualTo(user);
        DataOutputSerializer passed = new DataOutputSerializer(16);
        serializer.copy(new DataInputDeserializer(bytes), passed);
        assertThat(passed.getCopyOfBuffer()).isEqualTo(bytes);
        assertThat(serializer.createInstance()).isEqualTo(new User());
    }

    @Test
    void genericRecordsComeBackAsTheyWere() throws IOException {
        TypeSerializer<GenericRecord> serializer = generic(OLD);
        GenericRecord record = old("Ada", 3);
        assertThat(read(serializer.duplicate(), write(serializer, record))).isEqualTo(record);
        assertThat(serializer.copy(record)).isEqualTo(record).isNotSameAs(record);
    }

    @Test
    void theSameSchemaNeedsNoMigration() throws IOException {
        assertThat(specific()
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(throughBytes(specific().snapshotConfiguration()))
                        .isCompatibleAsIs())
                .isTrue();
    }

    @Test
    void specificRecordsFollowTheirSchema() throws IOException {
        byte[] bytes = write(generic(OLD), old("Ada", 3));
        TypeSerializerSnapshot<User> old = throughBytes(new AvroSerializerSnapshot<>(User.class, OLD));

        assertThat(specific()
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(old)
                        .isCompatibleAfterMigration())
                .isTrue();
        User read = read(old.restoreSerializer(), bytes);
        assertThat(read.get(1)).hasToString("Ada");
        assertThat(read.get(2)).isEqualTo(3L);
        assertThat(read.get(0)).isNull();
    }

    @Test
    void aRenamedClassReadsWhatItWasBefore() throws IOException {
        Schema former = new Schema.Parser()
                .parse(OLD.toString().replace("\"User\"", "\"Visitor\"").replace("io.weft.avro", "com.acme"));
        DataOutputSerializer out = new DataOutputSerializer(16);
        out.writeText("com.acme.Visitor");
        out.writeText(former.toString());
        AvroSerializerSnapshot<User> old = new AvroSerializerSnapshot<>();
        ClassLoader renamed =
                new RenamedClasses(getClass().getClassLoader(), Map.of("com.acme.Visitor", User.class.getName()));
        old.readSnapshot(1, new DataInputDeserializer(out.getCopyOfBuffer()), renamed);

        assertThat(specific()
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(old)
                        .isCompatibleAfterMigration())
                .isTrue();
        User read = read(old.restoreSerializer(), write(generic(OLD), old("Ada", 3)));
        assertThat(read.get(1)).hasToString("Ada");
        assertThat(read.get(2)).isEqualTo(3L);
    }

    @Test
    void genericRecordsFollowTheirSchema() throws IOException {
        byte[] bytes = write(generic(OLD), old("Ada", 3));
        TypeSerializerSnapshot<GenericRecord> old = throughBytes(generic(OLD).snapshotConfiguration());
        TypeSerializer<GenericRecord> now = generic(User.SCHEMA$);

        assertThat(now.snapshotConfiguration().resolveSchemaCompatibility(old).isCompatibleAfterMigration())
                .isTrue();
        GenericRecord read = read(old.restoreSerializer(), bytes);
        assertThat(read.get("visits")).isEqualTo(3L);
        assertThat(read(now, write(now, read))).isEqualTo(read);
    }

    @Test
    void aSchemaThatCannotReadTheOlderOneSaysWhere() throws IOException {
        Schema other = new Schema.Parser().parse("""
                {"type": "record", "name": "User", "namespace": "io.weft.avro", "fields": [
                  {"name": "visits", "type": "boolean"}]}""");
        var compatibility = generic(other)
                .snapshotConfiguration()
                .resolveSchemaCompatibility(throughBytes(generic(OLD).snapshotConfiguration()));
        assertThat(compatibility.isIncompatible()).isTrue();
        assertThat(compatibility.reason())
                .get()
                .asString()
                .contains("at /fields/0/type")
                .contains("BOOLEAN");
    }

    @Test
    void withoutTheClassRecordsAreGeneric() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        out.writeText("com.acme.Gone");
        out.writeText(OLD.toString());
        AvroSerializerSnapshot<GenericRecord> snapshot = new AvroSerializerSnapshot<>();
        snapshot.readSnapshot(
                1, new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());
        byte[] bytes = write(generic(OLD), old("Ada", 3));

        assertThat(read(snapshot.restoreSerializer(), bytes)).isEqualTo(old("Ada", 3));
        assertThat(DescriptiveSnapshot.describe(snapshot))
                .contains("com.acme.Gone")
                .contains("visits");
    }
}

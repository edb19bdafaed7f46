package io.weft.api.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.config.SerializerConfigImpl;
import io.weft.api.data.Row;
import io.weft.api.serialization.DataInputDeserializer;
import io.weft.api.serialization.DataOutputSerializer;
import io.weft.api.serialization.DescriptiveSnapshot;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.TypeSerializerSnapshot;
import io.weft.api.types.Samples.Color;
import io.weft.api.types.Samples.Point;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** State outlives versions of Weft: what was written once has to be readable for ever, and so a format may be added to, never changed. */
class SnapshotFormatTest {

    private static final TypeInformation<?> EVERY_KIND = Types.ROW_NAMED(
            new String[] {"text", "number", "point", "tuple", "list", "set", "map", "either", "array", "ints", "any"},
            Types.STRING,
            Types.LONG,
            Types.POJO(Point.class),
            Types.TUPLE(Types.INT, Types.ENUM(Color.class)),
            Types.LIST(Types.INSTANT),
            Types.SET(Types.SHORT),
            Types.MAP(Types.STRING, Types.BIG_DEC),
            Types.EITHER(Types.BYTE, Types.BOOLEAN),
            Types.OBJECT_ARRAY(Types.POJO(Point.class)),
            Types.PRIMITIVE_ARRAY(Types.INT),
            new DynamicTypeInfo<>(Object.class));

    @SuppressWarnings("unchecked") // it is a type of rows
    private static TypeSerializer<Row> serializer() throws IOException {
        TypeSerializer<Row> serializer = (TypeSerializer<Row>) EVERY_KIND.createSerializer(new SerializerConfigImpl());
        Row row = Row.withNames();
        row.setField("any", Color.RED);
        serializer.serialize(row, new DataOutputSerializer(64));
        return serializer;
    }

    static byte[] written() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(1024);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer().snapshotConfiguration());
        return out.getCopyOfBuffer();
    }

    @Test
    void theFormOfSnapshotsStays() throws IOException {
        byte[] golden;
        try (InputStream in = getClass().getResourceAsStream("serializer-snapshot-1.base64")) {
            golden = Base64.getMimeDecoder().decode(in.readAllBytes());
        }

        TypeSerializerSnapshot<Row> read = TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(golden), getClass().getClassLoader());

        assertThat(DescriptiveSnapshot.describe(read))
                .isEqualTo(DescriptiveSnapshot.describe(serializer().snapshotConfiguration()))
                .contains("any: Dynamic{" + Color.class.getName());
        assertThat(serializer()
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(read)
                        .isCompatibleAfterMigration())
                .isFalse();
        assertThat(written()).isEqualTo(golden);
    }
}

package io.weft.api.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.config.SerializerConfigImpl;
import io.weft.api.serialization.DataInputDeserializer;
import io.weft.api.serialization.DataOutputSerializer;
import io.weft.api.serialization.ScopedSerializer;
import io.weft.api.serialization.SerializerContract;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.tuple.Tuple2;
import io.weft.api.types.Samples.Color;
import io.weft.api.types.Samples.Person;
import io.weft.api.types.Samples.Shape;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DynamicTypeTest {

    private static final List<Object> MIXED = List.of(
            1,
            "text",
            new Shape.Circle(1),
            new Shape.Square(2),
            new Person(1, "Ada", 36),
            Color.GREEN,
            Tuple2.of(new Shape.Circle(3), List.of(Color.RED, new Person())),
            Optional.of(Map.of("k", Set.of(Instant.EPOCH))),
            Collections.unmodifiableList(List.of('c')),
            new Shape.Circle(4));

    private static TypeSerializer<Object> serializer() {
        return new DynamicTypeInfo<>(Object.class).createSerializer(new SerializerConfigImpl());
    }

    @Test
    void valuesOfManyClassesKeepToTheContract() throws Exception {
        TypeSerializer<Object> serializer = serializer();
        for (Object value : MIXED) {
            SerializerContract.check(serializer, value);
        }
        SerializerContract.check(serializer, null);
    }

    @Test
    void scopesMayStartAnywhere() {
        Seeds.each(1000, DynamicTypeTest::scopesMayStartAnywhere);
    }

    private static void scopesMayStartAnywhere(Random random) throws IOException {
        TypeSerializer<Object> writer = serializer();
        TypeSerializer<Object> passer = serializer();
        TypeSerializer<Object> reader = serializer();
        DataOutputSerializer out = new DataOutputSerializer(64);
        List<Object> values = new ArrayList<>();
        List<Boolean> starts = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            starts.add(random.nextInt(5) == 0);
            values.add(MIXED.get(random.nextInt(MIXED.size())));
            startIf(starts.get(i), writer);
            writer.serialize(values.get(i), out);
        }
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        DataOutputSerializer passed = new DataOutputSerializer(64);
        for (boolean start : starts) {
            startIf(start, passer);
            passer.copy(in, passed);
        }
        assertThat(passed.getCopyOfBuffer()).isEqualTo(out.getCopyOfBuffer());
        in.setBuffer(passed.getCopyOfBuffer());
        for (int i = 0; i < values.size(); i++) {
            startIf(starts.get(i), reader);
            assertThat(reader.deserialize(in)).isEqualTo(values.get(i));
        }
        assertThat(in.available()).isZero();
    }

    private static void startIf(boolean start, TypeSerializer<?> serializer) {
        if (start) {
            ScopedSerializer.startScope(serializer);
        }
    }

    @Test
    void inAScopeAClassIsNamedOnce() throws IOException {
        TypeSerializer<Object> serializer = serializer();
        ScopedSerializer.startScope(serializer);
        int first = SerializerContract.write(serializer, new Shape.Circle(1)).length;
        int second = SerializerContract.write(serializer, new Shape.Circle(1)).length;
        assertThat(first).isGreaterThan(Shape.Circle.class.getName().length());
        assertThat(second).isEqualTo(1 + 1 + Double.BYTES);
    }

    @Test
    void withoutScopesValuesCanBeReadInAnyOrder() throws IOException {
        TypeSerializer<Object> writer = serializer();
        byte[] first = SerializerContract.write(writer, new Shape.Circle(1));
        byte[] second = SerializerContract.write(writer, new Shape.Circle(2));
        TypeSerializer<Object> reader = serializer();
        assertThat(reader.deserialize(new DataInputDeserializer(second))).isEqualTo(new Shape.Circle(2));
        assertThat(reader.deserialize(new DataInputDeserializer(first))).isEqualTo(new Shape.Circle(1));
    }

    @Test
    void aSealedFamilyOfRecordsNeedsNothing() throws Exception {
        TypeInformation<Shape> type = TypeInformation.of(Shape.class);
        assertThat(type).isInstanceOf(DynamicTypeInfo.class);
        SerializerContract.check(type.createSerializer(new SerializerConfigImpl()), new Shape.Square(1));
    }

    @Test
    void aReferenceToAClassThatWasNotNamedIsCorrupt() {
        DataInputDeserializer in = new DataInputDeserializer(new byte[] {100});
        assertThatThrownBy(() -> serializer().deserialize(in))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Corrupt data");
    }
}

package io.weft.state.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.config.SerializerConfigImpl;
import io.weft.api.serialization.DataInputDeserializer;
import io.weft.api.serialization.DataOutputSerializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.types.DynamicTypeInfo;
import io.weft.api.types.TypeInformation;
import io.weft.api.types.Types;
import io.weft.state.StateMigrationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SerializerSnapshotTest {

    private final ClassLoader userCode = getClass().getClassLoader();

    public enum Color {
        RED,
        GREEN
    }

    private static <T> TypeSerializer<T> serializer(TypeInformation<T> type) {
        return type.createSerializer(new SerializerConfigImpl());
    }

    private static SerializerSnapshot throughBytes(SerializerSnapshot snapshot) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        snapshot.write(out);
        return SerializerSnapshot.read(new DataInputDeserializer(out.getCopyOfBuffer()));
    }

    @Test
    void theSameTypeGoesOnWithTheProgramsSerializer() throws Exception {
        TypeSerializer<List<Color>> now = serializer(Types.LIST(Types.ENUM(Color.class)));
        SerializerSnapshot then = throughBytes(SerializerSnapshot.of(serializer(Types.LIST(Types.ENUM(Color.class)))));

        SerializerSnapshot.Resolution<List<Color>> resolution = then.resolve(now, "State 's'", userCode);

        assertThat(resolution.reads()).isSameAs(now);
        assertThat(resolution.goesOn()).isSameAs(now);
    }

    @Test
    void whatWasMetAtRunTimeStaysKnown() throws Exception {
        TypeInformation<Object> anything = new DynamicTypeInfo<>(Object.class);
        TypeSerializer<Object> before = serializer(anything);
        DataOutputSerializer bytes = new DataOutputSerializer(16);
        before.serialize(Color.GREEN, bytes);

        SerializerSnapshot.Resolution<Object> resolution =
                throughBytes(SerializerSnapshot.of(before)).resolve(serializer(anything), "State 's'", userCode);

        assertThat(resolution.reads()).isSameAs(resolution.goesOn());
        assertThat(resolution.reads().deserialize(new DataInputDeserializer(bytes.getCopyOfBuffer())))
                .isEqualTo(Color.GREEN);
        assertThat(new String(SerializerSnapshot.of(resolution.goesOn()).bytes(), StandardCharsets.UTF_8))
                .contains(Color.class.getName());
    }

    @Test
    void anotherTypeIsRefusedWithTheNamesOfStateAndTypes() throws Exception {
        SerializerSnapshot then = throughBytes(SerializerSnapshot.of(serializer(Types.LONG)));
        assertThatThrownBy(() -> then.resolve(serializer(Types.STRING), "State 'count' of 'Sum'", userCode))
                .isInstanceOf(StateMigrationException.class)
                .hasMessageContaining("State 'count' of 'Sum'")
                .hasMessageContaining("java.lang.Long")
                .hasMessageContaining("java.lang.String");
    }

    @Test
    void bytesThatAreNoSnapshotAreRefusedWithTheNameOfTheState() {
        SerializerSnapshot broken = new SerializerSnapshot(new byte[] {1, 2, 3});
        assertThatThrownBy(() -> broken.resolve(serializer(Types.STRING), "State 's'", userCode))
                .isInstanceOf(StateMigrationException.class)
                .hasMessageStartingWith("State 's' can't be read");
    }
}

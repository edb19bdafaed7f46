package io.weft.serializers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.weft.api.config.ExecutionConfig;
import io.weft.api.serialization.DataInputDeserializer;
import io.weft.api.serialization.DataOutputSerializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.types.TypeInformation;
import io.weft.api.types.Types;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class KryoRegistrationsTest {

    interface Named {
        String name();
    }

    /** No POJO, and nothing that Kryo could fill without help: its name has to be said. */
    static final class Sealed implements Named {
        private final String name;

        Sealed(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }
    }

    public static class Plain {
        public int number;
        public Object any;
    }

    /** Reads a name with a mark before it. */
    public static final class Marking extends Serializer<Named> {
        @Override
        public void write(Kryo kryo, Output output, Named named) {
            output.writeString(named.name());
        }

        @Override
        public Named read(Kryo kryo, Input input, Class<? extends Named> type) {
            return new Sealed("read " + input.readString());
        }
    }

    private final ExecutionConfig config = new ExecutionConfig();

    private static String throughBytes(TypeSerializer<Sealed> serializer) throws IOException {
        byte[] bytes = write(serializer, new Sealed("x"));
        return serializer
                .duplicate()
                .deserialize(new DataInputDeserializer(bytes))
                .name();
    }

    private static <T> byte[] write(TypeSerializer<T> serializer, T value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        serializer.serialize(value, out);
        return out.getCopyOfBuffer();
    }

    @Test
    void aSerializerIsTakenForItsClass() throws IOException {
        config.registerTypeWithKryoSerializer(Sealed.class, Marking.class);
        assertThat(throughBytes(Types.GENERIC(Sealed.class).createSerializer(config)))
                .isEqualTo("read x");
    }

    @Test
    void aDefaultIsTakenForWhatIsDerivedFromItsClass() throws IOException {
        config.addDefaultKryoSerializer(Named.class, Marking.class);
        assertThat(throughBytes(Types.GENERIC(Sealed.class).createSerializer(config)))
                .isEqualTo("read x");
    }

    @Test
    void aRegisteredClassIsWrittenByANumber() throws IOException {
        TypeInformation<Object> type = Types.GENERIC(Object.class);
        String before = new String(write(type.createSerializer(config), new Sealed("x")), StandardCharsets.ISO_8859_1);
        config.registerPojoType(Plain.class);
        config.registerKryoType(Sealed.class);
        TypeSerializer<Object> serializer = type.createSerializer(config);
        byte[] bytes = write(serializer, new Sealed("x"));

        assertThat(before).contains("KryoRegistrationsTest");
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("KryoRegistrationsTest");
        assertThat(((Sealed) serializer.deserialize(new DataInputDeserializer(bytes))).name())
                .isEqualTo("x");
    }

    @Test
    void kryoTakesPojosIfItIsForcedTo() throws IOException {
        TypeInformation<Plain> type = TypeInformation.of(Plain.class);
        assertThat(type.createSerializer(config)).isNotInstanceOf(KryoSerializer.class);
        config.enableForceKryo();
        assertThat(type.createSerializer(config)).isInstanceOf(KryoSerializer.class);

        TypeSerializer<Object> dynamic = TypeInformation.of(Object.class).createSerializer(config);
        Plain plain = new Plain();
        plain.number = 5;
        Plain read = (Plain) dynamic.deserialize(new DataInputDeserializer(write(dynamic, plain)));
        assertThat(read.number).isEqualTo(5);
    }

    @Test
    void whatIsRegisteredBelongsToTheSerializersEquality() {
        TypeInformation<Sealed> type = Types.GENERIC(Sealed.class);
        TypeSerializer<Sealed> without = type.createSerializer(config);
        config.registerKryoType(Plain.class);
        assertThat(type.createSerializer(config))
                .isNotEqualTo(without)
                .isEqualTo(type.createSerializer(config))
                .isEqualTo(type.createSerializer(config).duplicate());
    }

    @Test
    void namesARegisteredClassThatIsMissingOrNoSerializer() {
        ExecutionConfig wrong = new ExecutionConfig();
        wrong.registerTypeWithKryoSerializer(Sealed.class, String.class);
        assertThatThrownBy(() -> throughBytes(Types.GENERIC(Sealed.class).createSerializer(wrong)))
                .hasMessageContaining("java.lang.String, registered for")
                .hasMessageContaining("com.esotericsoftware.kryo.Serializer");
    }
}

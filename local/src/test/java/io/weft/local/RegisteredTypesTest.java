package io.weft.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.weft.api.config.Configuration;
import io.weft.api.datastream.StreamExecutionEnvironment;
import io.weft.api.sink.SinkFunction;
import io.weft.api.types.TypeInformation;
import io.weft.api.types.Types;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** What a program says about the serialization of its classes, seen by its tasks. */
class RegisteredTypesTest {

    private static final Queue<String> RESULTS = new ConcurrentLinkedQueue<>();

    /** No POJO. */
    static final class Name {
        private final String text;

        Name(String text) {
            this.text = text;
        }
    }

    /** Marks what it reads. */
    public static final class NameSerializer extends Serializer<Name> {
        @Override
        public void write(Kryo kryo, Output output, Name name) {
            output.writeString(name.text);
        }

        @Override
        public Name read(Kryo kryo, Input input, Class<? extends Name> type) {
            return new Name("read " + input.readString());
        }
    }

    private static final class Collect implements SinkFunction<String> {
        @Override
        public void invoke(String value, Context context) {
            RESULTS.add(value);
        }
    }

    private static Queue<String> run(StreamExecutionEnvironment env) throws Exception {
        RESULTS.clear();
        env.fromSequence(1, 4)
                .map(number -> new Name("n" + number))
                .returns(TypeInformation.of(Name.class))
                .rebalance()
                .map(name -> name.text)
                .returns(Types.STRING)
                .addSink(new Collect());
        env.execute();
        return RESULTS;
    }

    @Test
    void everySubtaskTakesTheKryoSerializersThatTheProgramRegisters() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(3);
        env.getConfig().registerTypeWithKryoSerializer(Name.class, NameSerializer.class);
        assertThat(run(env)).containsExactlyInAnyOrder("read n1", "read n2", "read n3", "read n4");
    }

    @Test
    void registrationsMayStandInTheConfiguration() throws Exception {
        Configuration configuration = new Configuration();
        configuration.setString(
                "pipeline.serialization-config",
                "[" + Name.class.getName() + ": {type: kryo, kryo-type: registered, class: "
                        + NameSerializer.class.getName() + "}]");
        assertThat(run(StreamExecutionEnvironment.createLocalEnvironment(2, configuration)))
                .containsExactlyInAnyOrder("read n1", "read n2", "read n3", "read n4");
    }

    @Test
    void aProgramThatNeedsKryoIsRefusedWhereKryoIsDisabled() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);
        env.getConfig().disableGenericTypes();
        assertThatThrownBy(() -> run(env))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining(Name.class.getName());
    }
}

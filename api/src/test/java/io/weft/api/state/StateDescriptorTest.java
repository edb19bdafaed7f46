package io.weft.api.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.config.ExecutionConfig;
import io.weft.api.functions.AggregateFunction;
import io.weft.api.serialization.basic.IntSerializer;
import io.weft.api.serialization.basic.StringSerializer;
import io.weft.api.tuple.Tuple2;
import io.weft.api.types.TypeHint;
import io.weft.api.types.TypeInformation;
import io.weft.api.types.Types;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateDescriptorTest {

    private static final TypeInformation<List<String>> LIST = Types.LIST(Types.STRING);

    @Test
    void kindAndNameSayWhichStateItIs() {
        var descriptor = new ValueStateDescriptor<>("count", Types.LONG);

        assertThat(descriptor)
                .isEqualTo(new ValueStateDescriptor<>("count", Types.STRING))
                .hasSameHashCodeAs(new ValueStateDescriptor<>("count", Types.STRING))
                .isNotEqualTo(new ValueStateDescriptor<>("sum", Types.LONG))
                .isNotEqualTo(new ListStateDescriptor<>("count", Types.LONG));
    }

    @Test
    void aStateNeedsAName() {
        assertThatThrownBy(() -> new ValueStateDescriptor<>("", Types.LONG))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name");
    }

    @Test
    void aGivenSerializerIsUsed() {
        var list = new ListStateDescriptor<>("names", StringSerializer.INSTANCE);
        var map = new MapStateDescriptor<>("sizes", StringSerializer.INSTANCE, IntSerializer.INSTANCE);

        assertThat(list.getElementSerializer()).isEqualTo(StringSerializer.INSTANCE);
        assertThat(map.getKeySerializer()).isEqualTo(StringSerializer.INSTANCE);
        assertThat(map.getValueSerializer()).isEqualTo(IntSerializer.INSTANCE);
        assertThat(map.isSerializerInitialized()).isTrue();
    }

    @Test
    void aTypeBecomesASerializerOnceTheJobsSettingsAreKnown() {
        var descriptor =
                new ValueStateDescriptor<>("pair", TypeInformation.of(new TypeHint<Tuple2<String, Integer>>() {}));

        assertThatThrownBy(descriptor::getSerializer)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'pair'");
        descriptor.initializeSerializerUnlessSet(new ExecutionConfig());

        assertThat(descriptor.getSerializer().copy(Tuple2.of("a", 1))).isEqualTo(Tuple2.of("a", 1));
    }

    @Test
    void aDefaultTravelsAlthoughItIsNotSerializableInJava() throws Exception {
        var descriptor = withDefault(new NotSerializable(7));
        descriptor.enableTimeToLive(
                StateTtlConfig.newBuilder(Duration.ofHours(1)).build());

        ValueStateDescriptor<NotSerializable> arrived = sent(descriptor);

        assertThat(arrived).isEqualTo(descriptor);
        assertThat(arrived.getDefaultValue().number).isEqualTo(7);
        assertThat(arrived.getTtlConfig().getTimeToLive()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void functionsTravelWithTheirState() throws Exception {
        var reducing = new ReducingStateDescriptor<Long>("sum", Long::sum, Long.class);
        var aggregating = new AggregatingStateDescriptor<>("concatenated", new Concatenation(), LIST);

        assertThat(sent(reducing).getReduceFunction().reduce(2L, 3L)).isEqualTo(5);
        AggregateFunction<String, List<String>, String> arrived =
                sent(aggregating).getAggregateFunction();
        assertThat(arrived.getResult(arrived.add("a", arrived.createAccumulator())))
                .isEqualTo("a");
    }

    @Test
    void everyReaderHasACopyOfTheDefault() {
        var descriptor = withDefault(new NotSerializable(7));

        descriptor.getDefaultValue().number = 8;

        assertThat(descriptor.getDefaultValue().number).isEqualTo(7);
    }

    @Test
    void valuesLiveForEverUnlessAskedOtherwise() {
        assertThat(new MapStateDescriptor<>("m", Long.class, String.class)
                        .getTtlConfig()
                        .isEnabled())
                .isFalse();
    }

    /** A POJO. */
    public static final class NotSerializable {
        public int number;

        public NotSerializable() {}

        NotSerializable(int number) {
            this.number = number;
        }
    }

    private static final class Concatenation implements AggregateFunction<String, List<String>, String> {

        @Override
        public List<String> createAccumulator() {
            return new ArrayList<>();
        }

        @Override
        public List<String> add(String value, List<String> accumulator) {
            accumulator.add(value);
            return accumulator;
        }

        @Override
        public String getResult(List<String> accumulator) {
            return String.join("", accumulator);
        }

        @Override
        public List<String> merge(List<String> a, List<String> b) {
            a.addAll(b);
            return a;
        }
    }

    private static ValueStateDescriptor<NotSerializable> withDefault(NotSerializable value) {
        return new ValueStateDescriptor<>("value", NotSerializable.class, value);
    }

    @SuppressWarnings("unchecked") // what comes back is what was sent
    private static <T> T sent(T object) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }
}

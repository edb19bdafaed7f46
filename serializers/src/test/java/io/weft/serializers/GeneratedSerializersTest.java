package io.weft.serializers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.config.SerializerConfigImpl;
import io.weft.api.serialization.DataInputDeserializer;
import io.weft.api.serialization.DataOutputSerializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.struct.NullFieldException;
import io.weft.api.serialization.struct.ReflectiveStructSerializer;
import io.weft.api.serialization.struct.StructSerializer;
import io.weft.api.tuple.Tuple;
import io.weft.api.tuple.Tuple2;
import io.weft.api.types.TypeHint;
import io.weft.api.types.TypeInformation;
import io.weft.api.types.Types;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GeneratedSerializersTest {

    /** A field of every primitive and box, private and public, more than one byte of bits. */
    public static class Everything {
        public boolean z;
        public byte b;
        public short s;
        public int i;
        public long j;
        public float f;
        public double d;
        public char c;
        public Boolean boxedZ;
        public Byte boxedB;
        public Short boxedS;
        public Integer boxedI;
        public Long boxedJ;
        public Float boxedF;
        public Double boxedD;
        public Character boxedC;
        public List<String> list = new ArrayList<>();
        public Object any;
        public int[] array;
        private String text;
        private long hidden;

        public String getText() {
            return text;
        }

        public void setText(String text) {
            this.text = text;
        }

        public long getHidden() {
            return hidden;
        }

        public Everything setHidden(long hidden) {
            this.hidden = hidden;
            return this;
        }

        private List<Object> all() {
            return Arrays.asList(
                    z,
                    b,
                    s,
                    i,
                    j,
                    f,
                    d,
                    c,
                    boxedZ,
                    boxedB,
                    boxedS,
                    boxedI,
                    boxedJ,
                    boxedF,
                    boxedD,
                    boxedC,
                    list,
                    any,
                    array == null ? null : Arrays.toString(array),
                    text,
                    hidden);
        }

        @Override
        @SuppressWarnings("EqualsGetClass") // a subclass is something else here
        public boolean equals(Object o) {
            return o != null && o.getClass() == getClass() && all().equals(((Everything) o).all());
        }

        @Override
        public int hashCode() {
            return all().hashCode();
        }
    }

    public static class More extends Everything {
        public String more;

        @Override
        public boolean equals(Object o) {
            return super.equals(o) && o instanceof More that && Objects.equals(more, that.more);
        }

        @Override
        public int hashCode() {
            return super.hashCode();
        }
    }

    record Immutable(int x, String y, Double z) {}

    private record Mutable(long a, List<Integer> b, double c, Immutable d) {}

    /** Only Kryo can do this. */
    static final class Opaque {
        private final String secret;

        Opaque(String secret) {
            this.secret = secret;
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Opaque that && secret.equals(that.secret);
        }

        @Override
        public int hashCode() {
            return secret.hashCode();
        }
    }

    private static Everything fill(Everything e, Random random) {
        e.z = random.nextBoolean();
        e.b = (byte) random.nextInt();
        e.s = (short) random.nextInt();
        e.i = random.nextInt();
        e.j = random.nextLong();
        e.f = random.nextFloat();
        e.d = random.nextDouble();
        e.c = (char) random.nextInt();
        e.boxedZ = random.nextBoolean() ? null : random.nextBoolean();
        e.boxedB = random.nextBoolean() ? null : Byte.valueOf((byte) random.nextInt());
        e.boxedS = random.nextBoolean() ? null : Short.valueOf((short) random.nextInt());
        e.boxedI = random.nextBoolean() ? null : Integer.valueOf(random.nextInt());
        e.boxedJ = random.nextBoolean() ? null : Long.valueOf(random.nextLong());
        e.boxedF = random.nextBoolean() ? null : Float.valueOf(random.nextFloat());
        e.boxedD = random.nextBoolean() ? null : Double.valueOf(random.nextDouble());
        e.boxedC = random.nextBoolean() ? null : Character.valueOf((char) random.nextInt());
        e.list = random.nextBoolean() ? null : new ArrayList<>(Arrays.asList("x", null));
        e.any = random.nextBoolean() ? null : new Immutable(1, null, 2.0);
        e.array = random.nextBoolean() ? null : new int[] {random.nextInt()};
        e.setText(random.nextBoolean() ? null : "t\u0416");
        return e.setHidden(random.nextLong());
    }

    private static <T> void check(TypeInformation<T> type, T value) throws IOException {
        StructSerializer<T> generated = (StructSerializer<T>) type.createSerializer(new SerializerConfigImpl());
        assertThat(generated).isNotInstanceOf(ReflectiveStructSerializer.class);
        ReflectiveStructSerializer<T> reflective = new ReflectiveStructSerializer<>(generated.layout());
        byte[] bytes = write(generated, value);
        assertThat(write(reflective, value)).isEqualTo(bytes);
        assertThat(generated.deserialize(new DataInputDeserializer(bytes))).isEqualTo(value);
        assertThat(reflective.deserialize(new DataInputDeserializer(bytes))).isEqualTo(value);
        assertThat(generated.deserialize(generated.createInstance(), new DataInputDeserializer(bytes)))
                .isEqualTo(value);
        assertThat(generated.copy(value)).isEqualTo(value);
        assertThat(generated.copy(value, generated.createInstance())).isEqualTo(value);
        DataOutputSerializer passed = new DataOutputSerializer(16);
        generated.copy(new DataInputDeserializer(bytes), passed);
        assertThat(passed.getCopyOfBuffer()).isEqualTo(bytes);
        assertThat(generated.duplicate()).isEqualTo(generated).hasSameClassAs(generated);
    }

    private static <T> byte[] write(TypeSerializer<T> serializer, T value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        serializer.serialize(value, out);
        return out.getCopyOfBuffer();
    }

    @Test
    void pojosAreWrittenAsByReflection() throws IOException {
        TypeInformation<Everything> type = Types.POJO(Everything.class);
        for (int seed = 0; seed < 200; seed++) {
            check(type, fill(new Everything(), new Random(seed)));
        }
        check(type, null);
    }

    @Test
    void subclassesAreWrittenAsByReflection() throws IOException {
        More more = new More();
        more.more = "m";
        check(Types.POJO(Everything.class), fill(more, new Random(1)));
        check(Types.POJO(More.class), more);
    }

    @Test
    void recordsAreWrittenAsByReflection() throws IOException {
        check(TypeInformation.of(Immutable.class), new Immutable(1, "a", null));
        check(TypeInformation.of(Mutable.class), new Mutable(1, List.of(2), 3, null));
    }

    @Test
    void tuplesOfEveryArityAreWrittenAsByReflection() throws IOException {
        for (int arity = 0; arity <= Tuple.MAX_ARITY; arity++) {
            TypeInformation<?>[] types = new TypeInformation<?>[arity];
            Tuple tuple = Tuple.newInstance(arity);
            for (int i = 0; i < arity; i++) {
                types[i] = i % 3 == 0 ? Types.LONG : i % 3 == 1 ? Types.STRING : Types.LIST(Types.INT);
                tuple.setField(i % 3 == 0 ? (Object) 7L : i % 3 == 1 ? "x" : List.of(i), i);
            }
            check(Types.TUPLE(types), tuple);
        }
    }

    @Test
    void copiesShareOnlyWhatCannotChange() {
        Everything value = new Everything();
        value.list.add("a");
        Everything copy = Types.POJO(Everything.class)
                .createSerializer(new SerializerConfigImpl())
                .copy(value);
        assertThat(copy.list).isEqualTo(value.list).isNotSameAs(value.list);
        Immutable immutable = new Immutable(1, "a", 2.0);
        assertThat(TypeInformation.of(Immutable.class)
                        .createSerializer(new SerializerConfigImpl())
                        .copy(immutable))
                .isSameAs(immutable);
    }

    @Test
    void aNullInATupleIsNamed() {
        TypeSerializer<Tuple2<String, Integer>> serializer =
                new TypeHint<Tuple2<String, Integer>>() {}.getTypeInfo().createSerializer(new SerializerConfigImpl());
        assertThatThrownBy(() -> write(serializer, Tuple2.of("a", null)))
                .isInstanceOf(NullFieldException.class)
                .hasMessageStartingWith("Field f1 of a Tuple2 is null");
    }

    @Test
    void kryoDoesWhatIsNoPojo() throws IOException {
        TypeSerializer<Opaque> serializer =
                TypeInformation.of(Opaque.class).createSerializer(new SerializerConfigImpl());
        Opaque value = new Opaque("s");
        byte[] bytes = write(serializer, value);
        assertThat(serializer.deserialize(new DataInputDeserializer(bytes))).isEqualTo(value);
        assertThat(serializer.copy(value)).isEqualTo(value).isNotSameAs(value);
        assertThat(serializer.duplicate().deserialize(new DataInputDeserializer(bytes)))
                .isEqualTo(value);
    }

    @Test
    void valuesOfAnyClassAreDynamicallySerialized() throws IOException {
        TypeSerializer<Object> serializer =
                TypeInformation.of(Object.class).createSerializer(new SerializerConfigImpl());
        for (Object value :
                List.of(new Opaque("x"), Tuple2.of(1, new Mutable(1, List.of(), 2, null)), new Everything())) {
            byte[] bytes = write(serializer, value);
            assertThat(serializer.deserialize(new DataInputDeserializer(bytes))).isEqualTo(value);
        }
    }
}

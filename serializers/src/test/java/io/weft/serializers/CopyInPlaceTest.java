package io.weft.serializers;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.config.SerializerConfigImpl;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.struct.ReflectiveStructSerializer;
import io.weft.api.serialization.struct.StructSerializer;
import io.weft.api.tuple.Tuple;
import io.weft.api.types.TypeInformation;
import io.weft.api.types.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Structures copied into others, by generated serializers and by reflective ones. */
class CopyInPlaceTest {

    private static final int SEEDS = 300;

    public static class Flat {
        public int id;
        public Double weight;
        private String name;

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        List<Object> values() {
            return Arrays.asList(id, weight, name);
        }

        @Override
        @SuppressWarnings("EqualsGetClass") // a subclass is something else here
        public boolean equals(Object o) {
            return o != null && o.getClass() == getClass() && values().equals(((Flat) o).values());
        }

        @Override
        public int hashCode() {
            return values().hashCode();
        }
    }

    public static class Nested extends Flat {
        public Flat inner;
        public List<String> list;

        @Override
        public boolean equals(Object o) {
            return super.equals(o)
                    && Objects.equals(inner, ((Nested) o).inner)
                    && Objects.equals(list, ((Nested) o).list);
        }

        @Override
        public int hashCode() {
            return super.hashCode();
        }
    }

    public static class Remembering {
        public int id;
        public transient int seen;
    }

    record Point(int x, String name) {}

    private static <F extends Flat> F fill(F flat, Random random) {
        flat.id = random.nextInt();
        flat.weight = random.nextBoolean() ? null : Double.valueOf(random.nextInt(3));
        flat.setName(random.nextBoolean() ? null : "n" + random.nextInt(3));
        return flat;
    }

    private static Nested nested(Random random) {
        Nested nested = fill(new Nested(), random);
        nested.inner = random.nextBoolean() ? null : fill(random.nextBoolean() ? new Flat() : new Nested(), random);
        nested.list = random.nextBoolean() ? null : new ArrayList<>(List.of("a", "b"));
        return nested;
    }

    private static <T> Stream<TypeSerializer<T>> serializers(TypeInformation<T> type) {
        StructSerializer<T> generated = (StructSerializer<T>) type.createSerializer(new SerializerConfigImpl());
        assertThat(generated).isNotInstanceOf(ReflectiveStructSerializer.class);
        return Stream.of(generated, new ReflectiveStructSerializer<>(generated.layout()));
    }

    /** Checks that the copy is in the object given for it, and equal to a plain one. */
    private static <T> void check(TypeInformation<T> type, T from, T first, T second) {
        List<T> targets = new ArrayList<>(List.of(first, second));
        serializers(type).forEach(serializer -> {
            T into = targets.remove(0);
            T plain = serializer.copy(from);
            assertThat(serializer.copy(from, into))
                    .isSameAs(into)
                    .isEqualTo(plain)
                    .isEqualTo(from);
            assertThat(serializer.copy(into, into)).isSameAs(into).isEqualTo(plain);
        });
    }

    @Test
    void flatPojosAreCopiedIntoOthers() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            check(Types.POJO(Flat.class), fill(new Flat(), random), fill(new Flat(), random), fill(new Flat(), random));
        }
    }

    @Test
    void nestedPojosAreCopiedIntoOthers() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            check(Types.POJO(Nested.class), nested(random), nested(random), nested(random));
        }
    }

    @Test
    void tuplesOfRandomFieldsAreCopiedIntoOthers() {
        TypeInformation<?>[] choices = {Types.LONG, Types.STRING, Types.POJO(Flat.class), Types.LIST(Types.INT)};
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            int[] fields = random.ints(random.nextInt(Tuple.MAX_ARITY) + 1L, 0, choices.length)
                    .toArray();
            TypeInformation<?>[] types = new TypeInformation<?>[fields.length];
            for (int i = 0; i < fields.length; i++) {
                types[i] = choices[fields[i]];
            }
            check(Types.TUPLE(types), tuple(fields, random), tuple(fields, random), tuple(fields, random));
        }
    }

    private static Tuple tuple(int[] fields, Random random) {
        Tuple tuple = Tuple.newInstance(fields.length);
        for (int i = 0; i < fields.length; i++) {
            Object value = switch (fields[i]) {
                case 0 -> random.nextLong();
                case 1 -> "text " + random.nextInt(3);
                case 2 -> fill(new Flat(), random);
                default -> List.of(random.nextInt());
            };
            tuple.setField(value, i);
        }
        return tuple;
    }

    @Test
    void whatFieldsReferToIsSharedOnlyIfItCannotChange() {
        serializers(Types.POJO(Nested.class)).forEach(serializer -> {
            Nested from = nested(new Random(1));
            from.inner = new Flat();
            from.list = new ArrayList<>();
            from.setName("name");
            Nested into = serializer.copy(from, new Nested());
            assertThat(into.getName()).isSameAs(from.getName());
            assertThat(into.inner).isNotSameAs(from.inner);
            assertThat(into.list).isNotSameAs(from.list);
        });
    }

    @Test
    void aSubclassIsCopiedWholeAndNothingIsCopiedIntoOne() {
        serializers(Types.POJO(Flat.class)).forEach(serializer -> {
            Random random = new Random(2);
            Flat flat = fill(new Flat(), random);
            Nested nested = nested(random);
            Flat flatBefore = serializer.copy(flat);
            Flat nestedBefore = serializer.copy(nested);
            assertThat(serializer.copy(nested, flat))
                    .isEqualTo(nestedBefore)
                    .isNotSameAs(nested)
                    .isNotSameAs(flat);
            assertThat(serializer.copy(flat, nested))
                    .isEqualTo(flatBefore)
                    .isNotSameAs(flat)
                    .isNotSameAs(nested);
            assertThat(nested).isEqualTo(nestedBefore);
            assertThat(flat).isEqualTo(flatBefore);
        });
    }

    @Test
    void nullIsCopiedAndCopiedOver() {
        serializers(Types.POJO(Flat.class)).forEach(serializer -> {
            Flat flat = fill(new Flat(), new Random(3));
            assertThat(serializer.copy(null, flat)).isNull();
            assertThat(serializer.copy(flat, null)).isEqualTo(flat).isNotSameAs(flat);
        });
    }

    @Test
    void flatIsWhatCanChangeButWhoseFieldsReferToNothingThatCan() {
        assertThat(isFlat(Types.POJO(Flat.class))).isTrue();
        assertThat(isFlat(Types.TUPLE(Types.STRING, Types.INT))).isTrue();
        assertThat(isFlat(Types.POJO(Nested.class))).isFalse();
        assertThat(isFlat(Types.TUPLE(Types.STRING, Types.LIST(Types.INT)))).isFalse();
        assertThat(isFlat(TypeInformation.of(Point.class))).isFalse();
    }

    @Test
    void aPojoIsNotFlatIfItHasFieldsThatAreNotSerialized() {
        assertThat(isFlat(Types.POJO(Remembering.class))).isFalse();
    }

    private static boolean isFlat(TypeInformation<?> type) {
        return ((StructSerializer<?>) type.createSerializer(new SerializerConfigImpl()))
                .layout()
                .isFlat();
    }
}

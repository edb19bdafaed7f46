package io.weft.api.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.config.SerializerConfigImpl;
import io.weft.api.serialization.SerializerContract;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.struct.NullFieldException;
import io.weft.api.tuple.Tuple2;
import io.weft.api.types.Samples.Color;
import io.weft.api.types.Samples.Node;
import io.weft.api.types.Samples.Person;
import io.weft.api.types.Samples.Point;
import io.weft.api.types.Samples.Route;
import io.weft.api.types.Samples.Student;
import io.weft.api.types.Samples.WordCount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SerializersTest {

    @Test
    void valuesOfAnyTypeKeepToTheContract() {
        Seeds.each(2000, SerializersTest::valuesOfARandomTypeKeepToTheContract);
    }

    @SuppressWarnings("unchecked") // the values are of the type
    private static void valuesOfARandomTypeKeepToTheContract(Random random) throws Exception {
        RandomType type = RandomType.orArray(random, 3);
        TypeSerializer<Object> serializer =
                (TypeSerializer<Object>) type.type().createSerializer(new SerializerConfigImpl());
        for (int i = 0; i < 3; i++) {
            SerializerContract.check(serializer, type.values().get());
        }
    }

    private static Person person() {
        Person person = new Person(7, "Ada", 36).setMember(true);
        person.color = Color.GREEN;
        person.scores = new double[] {1.5, Double.NaN};
        person.getTags().addAll(Arrays.asList("a", null));
        return person;
    }

    @Test
    void pojosKeepToTheContract() throws Exception {
        TypeSerializer<Person> serializer = Types.POJO(Person.class).createSerializer(new SerializerConfigImpl());
        SerializerContract.check(serializer, person());
        SerializerContract.check(serializer, new Person());
        SerializerContract.check(serializer, null);
    }

    @Test
    void nullReplacesWhatAConstructorPutIntoAField() throws Exception {
        Person person = person();
        person.setTags(null);
        SerializerContract.check(Types.POJO(Person.class).createSerializer(new SerializerConfigImpl()), person);
    }

    @Test
    void copiesOfPojosShareNothingThatCanChange() {
        Person person = person();
        Person copy = Types.POJO(Person.class)
                .createSerializer(new SerializerConfigImpl())
                .copy(person);
        copy.scores[0] = 9;
        copy.getTags().clear();
        assertThat(person).isEqualTo(person());
    }

    @Test
    void valuesOfSubclassesKeepTheirClass() throws Exception {
        Student student = new Student();
        student.year = 3;
        student.name = "Grace";
        SerializerContract.check(Types.POJO(Person.class).createSerializer(new SerializerConfigImpl()), student);
    }

    @Test
    void pojosMayContainThemselves() throws Exception {
        Node<String> node = new Node<>();
        node.value = "a";
        node.next = new Node<>();
        node.next.value = "b";
        SerializerContract.check(
                new TypeHint<Node<String>>() {}.getTypeInfo().createSerializer(new SerializerConfigImpl()), node);
    }

    @Test
    void recordsOfImmutableComponentsAreNotCopied() throws Exception {
        TypeSerializer<Point> serializer = Types.POJO(Point.class).createSerializer(new SerializerConfigImpl());
        assertThat(serializer.isImmutableType()).isTrue();
        SerializerContract.check(serializer, new Point(1, 2, null, Optional.empty()));
    }

    @Test
    void recordsWithMutableComponentsAreCopied() throws Exception {
        TypeSerializer<Route> serializer = Types.POJO(Route.class).createSerializer(new SerializerConfigImpl());
        Route route = new Route("r", new ArrayList<>(), null, Tuple2.of(1, List.of(Color.RED)));
        SerializerContract.check(serializer, route);
        serializer.copy(route).stops().add(null);
        assertThat(route.stops()).isEmpty();
    }

    @Test
    void subclassesOfTuplesKeepTheirClass() throws Exception {
        TypeSerializer<WordCount> serializer =
                Types.TUPLE(WordCount.class).createSerializer(new SerializerConfigImpl());
        SerializerContract.check(serializer, new WordCount("word", 2));
        assertThat(serializer.copy(new WordCount("word", 2))).isInstanceOf(WordCount.class);
    }

    @Test
    void aNullInATupleIsNamed() {
        TypeSerializer<Tuple2<String, Integer>> serializer =
                new TypeHint<Tuple2<String, Integer>>() {}.getTypeInfo().createSerializer(new SerializerConfigImpl());
        assertThatThrownBy(() -> SerializerContract.write(serializer, Tuple2.of("a", null)))
                .isInstanceOf(NullFieldException.class)
                .hasMessageStartingWith("Field f1 of a Tuple2 is null");
    }

    @Test
    void textInATupleMayBeNull() throws Exception {
        TypeSerializer<Tuple2<String, Integer>> serializer =
                new TypeHint<Tuple2<String, Integer>>() {}.getTypeInfo().createSerializer(new SerializerConfigImpl());
        SerializerContract.check(serializer, Tuple2.of(null, 1));
    }

    @Test
    void asciiTextTakesAByteACharacter() throws Exception {
        assertThat(SerializerContract.write(Types.STRING.createSerializer(new SerializerConfigImpl()), "hello"))
                .hasSize(6);
    }

    @Test
    void withoutKryoGenericTypesSayWhatToDo() {
        assertThatThrownBy(() -> Types.GENERIC(Thread.class).createSerializer(new SerializerConfigImpl()))
                .hasMessageContaining("java.lang.Thread")
                .hasMessageContaining("weft-serializers");
    }

    @Test
    void mapsOfAnythingAreFine() throws Exception {
        TypeInformation<Map<String, Object>> type = new TypeHint<Map<String, Object>>() {}.getTypeInfo();
        SerializerContract.check(
                type.createSerializer(new SerializerConfigImpl()), Map.of("a", 1, "b", List.of("x", Optional.of(2L))));
    }
}

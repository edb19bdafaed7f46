package io.weft.api.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.data.Row;
import io.weft.api.tuple.Tuple2;
import io.weft.api.tuple.Tuple3;
import io.weft.api.types.Samples.Color;
import io.weft.api.types.Samples.Person;
import io.weft.api.types.Samples.Point;
import io.weft.api.types.Samples.WordCount;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeExtractorTest {

    static class Made {}

    @TypeInfo(BoxFactory.class)
    public static class Box<T> {}

    public static class BoxFactory<T> extends TypeInfoFactory<Box<T>> {
        @Override
        @SuppressWarnings("unchecked") // the test looks at the type only
        public TypeInformation<Box<T>> createTypeInfo(Type t, Map<String, TypeInformation<?>> genericParameters) {
            return (TypeInformation<Box<T>>) (TypeInformation<?>) Types.LIST(genericParameters.get("T"));
        }
    }

    @Test
    void classesOfBasicTypesAreBasic() {
        assertThat(TypeInformation.of(String.class)).isSameAs(Types.STRING);
        assertThat(TypeInformation.of(int.class)).isSameAs(Types.INT);
    }

    @Test
    void typeParametersAreFoundThroughNestedTypes() {
        TypeInformation<?> type = new TypeHint<Map<String, List<Tuple2<int[], Color>>>>() {}.getTypeInfo();
        assertThat(type).hasToString("Map<String, List<Tuple2<int[], Enum<Color>>>>");
    }

    @Test
    void fieldsOfPojosAndComponentsOfRecordsAreFound() {
        assertThat(TypeInformation.of(Person.class))
                .hasToString("Person{age: Integer, color: Enum<Color>, id: Long, member: Boolean, name: String,"
                        + " scores: double[], tags: List<String>}");
        assertThat(TypeInformation.of(Point.class))
                .hasToString("Point{x: Integer, y: Double, label: String, at: Optional<Instant>}");
    }

    @Test
    void typeParametersOfRecordsAreFound() {
        assertThat(new TypeHint<Samples.Pair<String, Samples.Pair<Long, Color>>>() {}.getTypeInfo())
                .hasToString("Pair{first: String, second: Pair{first: Long, second: Enum<Color>}}");
    }

    @Test
    void aSubclassOfATupleIsATuple() {
        assertThat(TypeInformation.of(WordCount.class)).hasToString("WordCount<String, Integer>");
    }

    @Test
    void aRawClassHasDynamicParts() {
        assertThat(TypeInformation.of(Tuple2.class)).hasToString("Tuple2<Dynamic, Dynamic>");
    }

    @Test
    void whatIsAbstractIsDynamic() {
        assertThat(TypeInformation.of(Object.class)).isInstanceOf(DynamicTypeInfo.class);
        assertThat(TypeInformation.of(Number.class)).isInstanceOf(DynamicTypeInfo.class);
    }

    @Test
    void aValueInHandTellsItsFields() {
        assertThat(TypeExtractor.getForObject(Tuple3.of("a", 1, Tuple2.of(2L, null))))
                .hasToString("Tuple3<String, Integer, Tuple2<Long, Dynamic>>");
        assertThat(TypeExtractor.getForObject(Row.of(1, "a"))).hasToString("Row(f0: Integer, f1: String)");
        assertThat(TypeExtractor.getForObject(Color.GREEN)).isEqualTo(Types.ENUM(Color.class));
        assertThat(TypeExtractor.getForObject(List.of(1))).hasToString("List<Dynamic>");
    }

    @Test
    void anAnnotationNamesWhatMakesTheType() {
        assertThat(new TypeHint<Tuple2<Box<Integer>, Box<Made>>>() {}.getTypeInfo())
                .hasToString("Tuple2<List<Integer>, List<Generic<" + Made.class.getName() + ">>>");
    }

    @Test
    void aTypeHintWithoutATypeSaysHowToWriteOne() {
        assertThatThrownBy(TypeExtractorTest::<String>hint)
                .hasMessageContaining("new TypeHint<Tuple2<String, Long>>() {}");
    }

    private static <T> TypeHint<T> hint() {
        return new TypeHint<>() {};
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NoDefaultConstructor | it has no public constructor without parameters",
                "NoSetter             | its field hidden is neither public nor has a public setter of the type int",
                "FinalField           | its field fixed is final",
                "NotPublic            | it is not public",
                "Empty                | it has no fields"
            })
    void whatIsNoPojoIsGenericAndSaysWhy(String name, String reason) throws ClassNotFoundException {
        Class<?> type = Class.forName(Samples.class.getName() + "$" + name);
        assertThat(TypeInformation.of(type)).isEqualTo(Types.GENERIC(type));
        assertThatThrownBy(() -> Types.POJO(type)).hasMessage(type.getName() + " is not a POJO: " + reason);
    }

    @Test
    void arraysEnumsAndWhatHasNoEqualsAreNoKeys() {
        assertThat(Types.PRIMITIVE_ARRAY(Types.INT).isKeyType()).isFalse();
        assertThat(Types.OBJECT_ARRAY(Types.STRING).isKeyType()).isFalse();
        assertThat(Types.ENUM(Color.class).isKeyType()).isFalse();
        assertThat(Types.GENERIC(Thread.class).isKeyType()).isFalse();
        assertThat(Types.TUPLE(Types.STRING, Types.PRIMITIVE_ARRAY(Types.INT)).isKeyType())
                .isFalse();
    }

    @Test
    void textTuplesAndRecordsAreKeys() {
        assertThat(Types.STRING.isKeyType()).isTrue();
        assertThat(Types.TUPLE(Types.STRING, Types.LONG).isKeyType()).isTrue();
        assertThat(TypeInformation.of(Point.class).isKeyType()).isTrue();
    }
}

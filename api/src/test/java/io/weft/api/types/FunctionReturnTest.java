package io.weft.api.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.tuple.Tuple2;
import io.weft.api.types.Samples.Point;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FunctionReturnTest {

    interface Map<I, O> extends Serializable {
        O map(I value) throws Exception;
    }

    interface Out<T> {
        void collect(T value);
    }

    interface FlatMap<I, O> extends Serializable {
        void flatMap(I value, Out<O> out) throws Exception;
    }

    abstract static class RichMap<A, B> implements Map<A, B> {}

    static class Twice<T> extends RichMap<T, Tuple2<T, T>> {
        @Override
        public Tuple2<T, T> map(T value) {
            return Tuple2.of(value, value);
        }
    }

    static class First<T> implements Map<Tuple2<T, ?>, List<T>> {
        @Override
        public List<T> map(Tuple2<T, ?> value) {
            return List.of(value.f0);
        }
    }

    static class Knowing implements Map<String, Object>, ResultTypeQueryable<Object> {
        @Override
        public Object map(String value) {
            return value;
        }

        @Override
        @SuppressWarnings("unchecked") // what the test expects
        public TypeInformation<Object> getProducedType() {
            return (TypeInformation<Object>) (TypeInformation<?>) Types.STRING;
        }
    }

    private static String map(Map<?, ?> function, TypeInformation<?> input) {
        return TypeExtractor.functionReturn(function, Map.class, 1, input).toString();
    }

    private static String flatMap(FlatMap<?, ?> function) {
        return TypeExtractor.functionReturn(function, FlatMap.class, 1, Types.STRING)
                .toString();
    }

    static Tuple2<String, Integer> split(String value) {
        return Tuple2.of(value, 1);
    }

    static <T> Tuple2<T, Long> count(T value) {
        return Tuple2.of(value, 1L);
    }

    static void words(String value, Out<Tuple2<String, Integer>> out) {}

    @Test
    void anAnonymousClassTellsItsOutput() {
        Map<Integer, List<Long>> function = new Map<>() {
            @Override
            public List<Long> map(Integer value) {
                return List.of();
            }
        };
        assertThat(map(function, Types.INT)).isEqualTo("List<Long>");
    }

    @Test
    void theInputTellsWhatTheClassLeavesOpen() {
        assertThat(map(new Twice<>(), Types.INT)).isEqualTo("Tuple2<Integer, Integer>");
        assertThat(map(new First<>(), Types.TUPLE(Types.STRING, Types.INT))).isEqualTo("List<String>");
    }

    @Test
    void withoutAnInputTheRestIsDynamic() {
        assertThat(map(new Twice<>(), null)).isEqualTo("Tuple2<Dynamic, Dynamic>");
    }

    @Test
    void aFunctionMaySayItself() {
        assertThat(map(new Knowing(), Types.STRING)).isEqualTo("String");
    }

    @Test
    void aLambdaTellsAClassWithoutTypeParameters() {
        Map<String, Integer> length = value -> value.length();
        Map<String, Point> point = value -> new Point(1, 2, value, Optional.empty());
        assertThat(map(length, Types.STRING)).isEqualTo("Integer");
        assertThat(map(point, Types.STRING)).startsWith("Point{");
    }

    @Test
    void aLambdaTellsTheTupleButNotItsFields() {
        Map<String, Tuple2<String, Integer>> function = value -> Tuple2.of(value, 1);
        assertThat(map(function, Types.STRING)).isEqualTo("Tuple2<Dynamic, Dynamic>");
    }

    @Test
    void whatALambdaCollectsIsDynamic() {
        FlatMap<String, Tuple2<String, Integer>> function = (value, out) -> out.collect(Tuple2.of(value, 1));
        assertThat(flatMap(function)).isEqualTo("Dynamic");
    }

    @Test
    void aMethodReferenceTellsTypeParameters() {
        Map<String, Tuple2<String, Integer>> function = FunctionReturnTest::split;
        assertThat(map(function, Types.STRING)).isEqualTo("Tuple2<String, Integer>");
        FlatMap<String, Tuple2<String, Integer>> collecting = FunctionReturnTest::words;
        assertThat(flatMap(collecting)).isEqualTo("Tuple2<String, Integer>");
    }

    @Test
    void theInputTellsWhatAGenericMethodLeavesOpen() {
        Map<String, Tuple2<String, Long>> function = FunctionReturnTest::count;
        assertThat(map(function, Types.STRING)).isEqualTo("Tuple2<String, Long>");
    }

    @Test
    void constructorsAndCapturingLambdasTellTheirClass() {
        Map<String, StringBuilder> constructor = StringBuilder::new;
        long captured = System.identityHashCode(this);
        Map<String, Long> capturing = value -> captured;
        assertThat(map(constructor, Types.STRING)).isEqualTo("Generic<java.lang.StringBuilder>");
        assertThat(map(capturing, Types.STRING)).isEqualTo("Long");
    }
}

package io.weft.api.types;

import io.weft.api.tuple.Tuple2;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Classes as users write them. */
public final class Samples {

    private Samples() {}

    public enum Color {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "green";
            }
        }
    }

    /** A POJO with all ways to a field. */
    public static class Person implements Serializable {
        public int age;
        public String name;
        public Color color;
        public double[] scores;
        private long id;
        private boolean member;
        private List<String> tags = new ArrayList<>();

        public Person() {}

        public Person(long id, String name, int age) {
            this.id = id;
            this.name = name;
            this.age = age;
        }

        public long getId() {
            return id;
        }

        public void setId(long id) {
            this.id = id;
        }

        public boolean isMember() {
            return member;
        }

        public Person setMember(boolean member) {
            this.member = member;
            return this;
        }

        public List<String> getTags() {
            return tags;
        }

        public void setTags(List<String> tags) {
            this.tags = tags;
        }

        @Override
        @SuppressWarnings("EqualsGetClass") // a student is no person here
        public boolean equals(Object o) {
            return o != null
                    && o.getClass() == getClass()
                    && o instanceof Person that
                    && age == that.age
                    && id == that.id
                    && member == that.member
                    && color == that.color
                    && Objects.equals(name, that.name)
                    && Arrays.equals(scores, that.scores)
                    && Objects.equals(tags, that.tags);
        }

        @Override
        public int hashCode() {
            return Objects.hash(age, id, name);
        }
    }

    /** A POJO whose superclass has fields. */
    public static class Student extends Person {
        public Integer year;

        @Override
        public boolean equals(Object o) {
            return super.equals(o) && o instanceof Student that && Objects.equals(year, that.year);
        }

        @Override
        public int hashCode() {
            return super.hashCode();
        }
    }

    /** A generic POJO that contains itself. */
    public static class Node<T> {
        public T value;
        public Node<T> next;

        @Override
        public boolean equals(Object o) {
            return o instanceof Node<?> that && Objects.equals(value, that.value) && Objects.equals(next, that.next);
        }

        @Override
        public int hashCode() {
            return Objects.hash(value, next);
        }
    }

    /** Immutable through and through. */
    public record Point(int x, double y, String label, Optional<Instant> at) {}

    /** Has components that may change. */
    public record Route(String name, List<Point> stops, Map<String, Integer> fares, Object extra) {}

    record Pair<A, B>(A first, B second) {}

    /** A tuple with a name. */
    public static class WordCount extends Tuple2<String, Integer> {
        public WordCount() {}

        public WordCount(String word, int count) {
            super(word, count);
        }
    }

    public sealed interface Shape {
        record Circle(double radius) implements Shape {}

        record Square(double side) implements Shape {}
    }

    public static class NoDefaultConstructor {
        public int field;

        public NoDefaultConstructor(int field) {
            this.field = field;
        }
    }

    public static class NoSetter {
        private int hidden;

        public int getHidden() {
            return hidden;
        }
    }

    public static class FinalField {
        public final int fixed = 1;
    }

    static class NotPublic {
        public int field;
    }

    public static class Empty {}
}

package io.weft.api.data;

import java.io.Serializable;
import java.util.Objects;

/** A value of one of two types. */
public abstract class Either<L, R> implements Serializable {

    private Either() {}

    @SuppressWarnings("MethodName") // the name that programs use
    public static <L, R> Either<L, R> Left(L value) {
        return new Left<>(value);
    }

    @SuppressWarnings("MethodName") // the name that programs use
    public static <L, R> Either<L, R> Right(R value) {
        return new Right<>(value);
    }

    /**
     * The left value.
     *
     * @throws IllegalStateException if this is a right one
     */
    public abstract L left();

    /**
     * The right value.
     *
     * @throws IllegalStateException if this is a left one
     */
    public abstract R right();

    public final boolean isLeft() {
        return this instanceof Left;
    }

    public final boolean isRight() {
        return this instanceof Right;
    }

    /** A value of the first type. */
    public static final class Left<L, R> extends Either<L, R> {
        private final L value;

        public Left(L value) {
            this.value = Objects.requireNonNull(value, "a left value");
        }

        @Override
        public L left() {
            return value;
        }

        @Override
        public R right() {
            throw new IllegalStateException("There is no right value in " + this);
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Left<?, ?> that && value.equals(that.value);
        }

        @Override
        public int hashCode() {
            return value.hashCode();
        }

        @Override
        public String toString() {
            return "Left(" + value + ")";
        }
    }

    /** A value of the second type. */
    public static final class Right<L, R> extends Either<L, R> {
        private final R value;

        public Right(R value) {
            this.value = Objects.requireNonNull(value, "a right value");
        }

        @Override
        public L left() {
            throw new IllegalStateException("There is no left value in " + this);
        }

        @Override
        public R right() {
            return value;
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Right<?, ?> that && value.equals(that.value);
        }

        @Override
        public int hashCode() {
            return ~value.hashCode();
        }

        @Override
        public String toString() {
            return "Right(" + value + ")";
        }
    }
}

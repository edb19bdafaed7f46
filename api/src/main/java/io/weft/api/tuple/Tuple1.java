package io.weft.api.tuple;

import java.util.Objects;

/** A tuple of one field, {@code f0}. Mutable and not thread-safe; equal to another if all fields are equal. */
public class Tuple1<T0> extends Tuple {

    public T0 f0;

    /** Leaves all fields null. */
    public Tuple1() {}

    public Tuple1(T0 f0) {
        this.f0 = f0;
    }

    public static <T0> Tuple1<T0> of(T0 f0) {
        return new Tuple1<>(f0);
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the caller states the type, as in the signature
    public <T> T getField(int pos) {
        return switch (pos) {
            case 0 -> (T) f0;
            default -> throw noField(pos);
        };
    }

    @Override
    @SuppressWarnings("unchecked") // the caller vouches for the type, as in the signature
    public <T> void setField(T value, int pos) {
        switch (pos) {
            case 0 -> f0 = (T0) value;
            default -> throw noField(pos);
        }
    }

    /** Sets all fields. */
    public void setFields(T0 f0) {
        this.f0 = f0;
    }

    @Override
    public Tuple1<T0> copy() {
        return new Tuple1<>(f0);
    }

    @Override
    public boolean equals(Object o) {
        return this == o || (o instanceof Tuple1<?> that && Objects.equals(f0, that.f0));
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(f0);
    }
}

package io.weft.api.tuple;

import java.util.Objects;

/** A tuple of 3 fields, {@code f0} to {@code f2}. Mutable and not thread-safe; equal to another if all fields are equal. */
public class Tuple3<T0, T1, T2> extends Tuple {

    public T0 f0;
    public T1 f1;
    public T2 f2;

    /** Leaves all fields null. */
    public Tuple3() {}

    public Tuple3(T0 f0, T1 f1, T2 f2) {
        this.f0 = f0;
        this.f1 = f1;
        this.f2 = f2;
    }

    public static <T0, T1, T2> Tuple3<T0, T1, T2> of(T0 f0, T1 f1, T2 f2) {
        return new Tuple3<>(f0, f1, f2);
    }

    @Override
    public int getArity() {
        return 3;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the caller states the type, as in the signature
    public <T> T getField(int pos) {
        return switch (pos) {
            case 0 -> (T) f0;
            case 1 -> (T) f1;
            case 2 -> (T) f2;
            default -> throw noField(pos);
        };
    }

    @Override
    @SuppressWarnings("unchecked") // the caller vouches for the type, as in the signature
    public <T> void setField(T value, int pos) {
        switch (pos) {
            case 0 -> f0 = (T0) value;
            case 1 -> f1 = (T1) value;
            case 2 -> f2 = (T2) value;
            default -> throw noField(pos);
        }
    }

    /** Sets all fields. */
    public void setFields(T0 f0, T1 f1, T2 f2) {
        this.f0 = f0;
        this.f1 = f1;
        this.f2 = f2;
    }

    @Override
    public Tuple3<T0, T1, T2> copy() {
        return new Tuple3<>(f0, f1, f2);
    }

    @Override
    public boolean equals(Object o) {
        return this == o
                || (o instanceof Tuple3<?, ?, ?> that
                        && Objects.equals(f0, that.f0)
                        && Objects.equals(f1, that.f1)
                        && Objects.equals(f2, that.f2));
    }

    @Override
    public int hashCode() {
        int hash = Objects.hashCode(f0);
        hash = 31 * hash + Objects.hashCode(f1);
        hash = 31 * hash + Objects.hashCode(f2);
        return hash;
    }
}

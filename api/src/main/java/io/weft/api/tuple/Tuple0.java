package io.weft.api.tuple;

import java.io.ObjectStreamException;

/** The tuple without fields. All instances are equal; {@link #INSTANCE} spares making one. */
public class Tuple0 extends Tuple {

    public static final Tuple0 INSTANCE = new Tuple0();

    public Tuple0() {}

    @Override
    public int getArity() {
        return 0;
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // the caller states the type, as in the signature
    public <T> T getField(int pos) {
        throw noField(pos);
    }

    @Override
    public <T> void setField(T value, int pos) {
        throw noField(pos);
    }

    @Override
    public Tuple0 copy() {
        return INSTANCE;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Tuple0;
    }

    @Override
    public int hashCode() {
        return 0;
    }

    private Object readResolve() throws ObjectStreamException {
        return INSTANCE;
    }
}

package io.weft.api.serialization;

import java.io.IOException;

/** Serializes values that never change: a copy is the value itself. Holds no state, so all of a class are one. */
public abstract class ImmutableSerializer<T> extends TypeSerializer<T> {

    @Override
    public final boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return this;
    }

    @Override
    public final T copy(T from) {
        return from;
    }

    @Override
    public final T copy(T from, T reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public final T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        if (getLength() >= 0) {
            target.write(source, getLength());
        } else {
            serialize(deserialize(source), target);
        }
    }

    @Override
    @SuppressWarnings("EqualsGetClass") // the class is all there is to compare
    public boolean equals(Object obj) {
        return obj != null && obj.getClass() == getClass();
    }

    @Override
    public int hashCode() {
        return getClass().hashCode();
    }
}

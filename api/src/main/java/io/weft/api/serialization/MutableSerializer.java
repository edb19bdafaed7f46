package io.weft.api.serialization;

import java.io.IOException;

/** Serializes values of varying size that may change, and makes new ones rather than use those given for reuse. */
public abstract class MutableSerializer<T> extends TypeSerializer<T> {

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public T copy(T from, T reuse) {
        return copy(from);
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public abstract void copy(DataInputView source, DataOutputView target) throws IOException;
}

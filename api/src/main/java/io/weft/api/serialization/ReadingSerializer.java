package io.weft.api.serialization;

/** Reads values as they were written in the past, and does nothing else. */
public abstract class ReadingSerializer<T> extends MutableSerializer<T> {

    private static UnsupportedOperationException onlyReads() {
        return new UnsupportedOperationException(
                "The serializer of an older form of values only reads them; write them with that of the present form");
    }

    @Override
    public final T createInstance() {
        return null;
    }

    @Override
    public final T copy(T from) {
        throw onlyReads();
    }

    @Override
    public final void copy(DataInputView source, DataOutputView target) {
        throw onlyReads();
    }

    @Override
    public final void serialize(T record, DataOutputView target) {
        throw onlyReads();
    }

    @Override
    public final TypeSerializerSnapshot<T> snapshotConfiguration() {
        throw onlyReads();
    }

    /** It is only equal to itself. */
    @Override
    public final boolean equals(Object obj) {
        return this == obj;
    }

    @Override
    public final int hashCode() {
        return System.identityHashCode(this);
    }
}

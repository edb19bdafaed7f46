package io.weft.api.serialization;

import java.io.IOException;
import java.io.Serializable;

/**
 * Turns values of one type into bytes and back, and copies them. The bytes of a value say where they end, so that values can follow one
 * another without separators.
 *
 * <p>An instance may keep buffers and is owned by one thread; {@link #duplicate()} gives one for another thread.
 */
public abstract class TypeSerializer<T> implements Serializable {

    /** True if values never change, so that the engine hands them over without copying. */
    public abstract boolean isImmutableType();

    /** A serializer for another thread; this very one if it keeps no state. */
    public abstract TypeSerializer<T> duplicate();

    /** An empty or default value, or null if the type has none. */
    public abstract T createInstance();

    /** A value that shares nothing mutable with the given one. */
    public abstract T copy(T from);

    /** As {@link #copy(Object)}; may use {@code reuse} for the result, and may not. */
    public abstract T copy(T from, T reuse);

    /** The size of every value in bytes, or -1 if sizes vary. */
    public abstract int getLength();

    /** Writes a value. */
    public abstract void serialize(T record, DataOutputView target) throws IOException;

    /** Reads a value. */
    public abstract T deserialize(DataInputView source) throws IOException;

    /** As {@link #deserialize(DataInputView)}; may use {@code reuse} for the result, and may not. */
    public abstract T deserialize(T reuse, DataInputView source) throws IOException;

    /** Passes the bytes of one value on without making the value. */
    public abstract void copy(DataInputView source, DataOutputView target) throws IOException;

    /**
     * What a later version of the program needs to know to read what this serializer has written. Where a state has values of types that
     * are found at run time, it tells of those that were met so far: take it after the values were written.
     */
    public abstract TypeSerializerSnapshot<T> snapshotConfiguration();

    /** True for a serializer that writes the same bytes for the same values. */
    @Override
    public abstract boolean equals(Object obj);

    @Override
    public abstract int hashCode();
}

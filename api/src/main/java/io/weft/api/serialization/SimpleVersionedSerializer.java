package io.weft.api.serialization;

import java.io.IOException;

/**
 * Writes objects that outlive the program's version, such as splits and committables, as versioned bytes.
 *
 * @param <E> what is written
 */
public interface SimpleVersionedSerializer<E> {

    /** The version of the bytes that {@link #serialize} writes. */
    int getVersion();

    byte[] serialize(E obj) throws IOException;

    /**
     * @param version the version the bytes were written with, this one or an older one
     * @throws IOException if the bytes are of an unknown version or are broken
     */
    E deserialize(int version, byte[] serialized) throws IOException;
}

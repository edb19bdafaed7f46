package io.weft.model.checkpoint;

import io.weft.model.OperatorId;
import java.util.Objects;

/**
 * What a source's split enumerator remembers.
 *
 * @param version of the serializer that wrote it
 * @param crc32c checksum of the bytes
 */
public record EnumeratorSnapshot(OperatorId source, int version, StateHandle bytes, int crc32c) {
    public EnumeratorSnapshot {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(bytes, "bytes");
    }
}

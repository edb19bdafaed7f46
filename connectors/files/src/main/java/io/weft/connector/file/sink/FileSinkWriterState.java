package io.weft.connector.file.sink;

import io.weft.api.fs.Path;
import java.util.List;
import java.util.Objects;

/**
 * What a writer remembers in a checkpoint.
 *
 * @param writer whose hidden files the checkpoint knows of
 * @param nextNumber its hidden files with this number or a higher one came after the checkpoint
 * @param parts that grow on over the checkpoint
 */
public record FileSinkWriterState(WriterIdentity writer, long nextNumber, List<GrowingPart> parts) {
    public FileSinkWriterState {
        Objects.requireNonNull(writer, "writer");
        parts = List.copyOf(parts);
    }

    /**
     * A part as far as the checkpoint has it.
     *
     * @param hidden where its bytes are; there may be more of them than belong to the checkpoint
     * @param target where the part belongs when it is complete
     * @param sizeBytes how many bytes of it belong to the checkpoint
     */
    public record GrowingPart(String bucketId, Path hidden, Path target, long sizeBytes, long creationTimeMs) {
        public GrowingPart {
            Objects.requireNonNull(bucketId, "bucketId");
            Objects.requireNonNull(hidden, "hidden");
            Objects.requireNonNull(target, "target");
        }
    }
}

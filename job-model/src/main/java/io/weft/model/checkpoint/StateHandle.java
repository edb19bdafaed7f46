package io.weft.model.checkpoint;

import java.util.List;
import java.util.Objects;

/** Where a run of bytes is. Offsets into it count from its own beginning. */
public sealed interface StateHandle {

    long length();

    /** So few bytes that they travel in the message and lie in the metadata file. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
    record Inline(byte[] bytes) implements StateHandle {
        @Override
        public long length() {
            return bytes.length;
        }
    }

    /** Parts of a file, which other runs may share, in the order in which they make up this one. */
    record Stored(String file, List<Extent> extents) implements StateHandle {
        public Stored {
            Objects.requireNonNull(file, "file");
            extents = List.copyOf(extents);
        }

        @Override
        public long length() {
            return extents.stream().mapToLong(Extent::length).sum();
        }
    }

    /** A part of a file. */
    record Extent(long offset, long length) {}

    /**
     * A part of the run that is read and checked as one.
     *
     * @param crc32c checksum of its bytes
     */
    record Section(long offset, long length, int crc32c) {}
}

package io.weft.model.checkpoint;

import java.util.Objects;

/**
 * Records that were under way to a task when it made an unaligned snapshot; they come before everything else after a restore.
 *
 * @param input which input of the head operator they were for
 * @param crc32c checksum of the bytes
 */
public record ChannelSnapshot(int input, StateHandle bytes, int crc32c) {
    public ChannelSnapshot {
        Objects.requireNonNull(bytes, "bytes");
    }
}

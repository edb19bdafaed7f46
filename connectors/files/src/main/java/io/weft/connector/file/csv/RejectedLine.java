package io.weft.connector.file.csv;

import java.util.Objects;

/**
 * What could not be read.
 *
 * @param offset where it begins in the (decompressed) file, in bytes
 * @param text as it stands in the file
 * @param reason for people
 */
public record RejectedLine(long offset, String text, String reason) {
    public RejectedLine {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(reason, "reason");
    }
}

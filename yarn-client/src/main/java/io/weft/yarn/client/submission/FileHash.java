package io.weft.yarn.client.submission;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of files. */
public final class FileHash {

    private static final int BLOCK_BYTES = 128 * 1024;

    private FileHash() {}

    /** The SHA-256 of a file's content, in hexadecimal. */
    public static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        forEachBlock(file, digest::update);
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }

    /** Sees {@code length} bytes from {@code offset} on. */
    interface BlockReader {
        void read(byte[] block, int offset, int length);
    }

    /** Hands over a file's content from its beginning to its end. */
    static void forEachBlock(Path file, BlockReader reader) throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int length = in.read(block); length >= 0; length = in.read(block)) {
                reader.read(block, 0, length);
            }
        }
    }
}

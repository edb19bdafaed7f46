package io.weft.model;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Names an operator and its state over submissions: 128 bits, from the operator's {@code uid} or else from its place in the graph. */
public record OperatorId(long upper, long lower) implements Serializable {

    /** The id of the operator to which the program has given that {@code uid}. */
    public static OperatorId ofUid(String uid) {
        return hash("uid:" + uid);
    }

    /** An id that stands for a text. */
    public static OperatorId hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = ByteBuffer.wrap(digest);
            return new OperatorId(bytes.getLong(), bytes.getLong());
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("Every Java platform has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return String.format("%016x%016x", upper, lower);
    }
}

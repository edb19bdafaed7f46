package io.weft.api.execution;

import java.io.Serializable;
import java.security.SecureRandom;

/** Names a job for all its life, over restarts and JobManager failovers: 128 bits, written as 32 hexadecimal digits. */
public record JobID(long upper, long lower) implements Serializable, Comparable<JobID> {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** A random id that no other job has. */
    public static JobID generate() {
        return new JobID(RANDOM.nextLong(), RANDOM.nextLong());
    }

    /**
     * The id that {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException if {@code hex} is not 32 hexadecimal digits
     */
    public static JobID fromHexString(String hex) {
        if (!hex.matches("[0-9a-fA-F]{32}")) {
            throw new IllegalArgumentException("A job id is 32 hexadecimal digits, but this is '" + hex + "'.");
        }
        return new JobID(
                Long.parseUnsignedLong(hex.substring(0, 16), 16), Long.parseUnsignedLong(hex.substring(16), 16));
    }

    public String toHexString() {
        return toString();
    }

    @Override
    public int compareTo(JobID other) {
        int byUpper = Long.compareUnsigned(upper, other.upper);
        return byUpper != 0 ? byUpper : Long.compareUnsigned(lower, other.lower);
    }

    @Override
    public String toString() {
        return String.format("%016x%016x", upper, lower);
    }
}

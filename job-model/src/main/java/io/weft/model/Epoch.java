package io.weft.model;

/**
 * Which incarnation of the JobManager speaks. Each has a higher number than every one before it; whoever has seen a higher epoch
 * refuses a lower one, so that a deposed JobManager can do no harm.
 */
public record Epoch(long number) implements Comparable<Epoch> {
    public Epoch {
        if (number < 0) {
            throw new IllegalArgumentException("An epoch is 0 or more, not " + number);
        }
    }

    @Override
    public int compareTo(Epoch other) {
        return Long.compare(number, other.number);
    }
}

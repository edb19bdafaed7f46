package io.weft.model;

/**
 * A run of key groups: what one subtask owns, or one piece of state covers.
 *
 * @param first the first group, 0 or more
 * @param last the last group; one less than {@code first} if the range is empty
 */
public record KeyGroupRange(int first, int last) {
    public KeyGroupRange {
        if (first < 0 || last < first - 1) {
            throw new IllegalArgumentException("No key group range: " + first + " to " + last);
        }
    }

    /** The groups that {@link KeyGroups#subtaskOf} gives to a subtask. */
    public static KeyGroupRange of(int subtask, int parallelism, int maxParallelism) {
        int first = (subtask * maxParallelism + parallelism - 1) / parallelism;
        int next = ((subtask + 1) * maxParallelism + parallelism - 1) / parallelism;
        return new KeyGroupRange(first, next - 1);
    }

    public int size() {
        return last - first + 1;
    }

    public boolean contains(int group) {
        return first <= group && group <= last;
    }

    /** The groups that are in both; empty if there are none. */
    public KeyGroupRange intersection(KeyGroupRange other) {
        int from = Math.max(first, other.first);
        return new KeyGroupRange(from, Math.max(from - 1, Math.min(last, other.last)));
    }
}

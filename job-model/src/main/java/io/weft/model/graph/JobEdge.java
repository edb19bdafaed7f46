package io.weft.model.graph;

import java.util.stream.IntStream;

/**
 * Connects an output of one vertex with an input of another.
 *
 * @param producer number of the producing vertex
 * @param output index among the outputs of the producer's {@link VertexProgram}
 * @param consumer number of the consuming vertex
 * @param input which input of the consumer's first operator: 0 or 1; several edges with one input are a union
 */
public record JobEdge(int producer, int output, int consumer, int input, Distribution distribution) {

    /** True if a producer's subtask is connected with only its share of the consumer's subtasks. */
    public boolean pointwise() {
        return distribution.isPointwise();
    }

    /** The consumer's subtasks that a producer's subtask is connected with, in order. */
    public IntStream consumersOf(int producerSubtask, int producers, int consumers) {
        return pointwise() ? share(producerSubtask, producers, consumers) : IntStream.range(0, consumers);
    }

    /** The producer's subtasks that a consumer's subtask is connected with, in order. */
    public IntStream producersOf(int consumerSubtask, int producers, int consumers) {
        return pointwise() ? share(consumerSubtask, consumers, producers) : IntStream.range(0, producers);
    }

    /**
     * With n on this side and m on the other, subtask i of this side meets the others j for which the ranges [i/n, (i+1)/n) and
     * [j/m, (j+1)/m) are shares of one another: contiguous, every one is met, and seen from both sides the same. If the wider side's
     * count is not a multiple of the other's, shares differ by one.
     */
    private static IntStream share(int i, int n, int m) {
        if (m >= n) {
            return IntStream.range((int) ((long) i * m / n), (int) ((long) (i + 1) * m / n));
        }
        // Inverse of the above: the one j of the m whose range holds i.
        return IntStream.of((int) (((long) (i + 1) * m - 1) / n));
    }
}

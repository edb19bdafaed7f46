package io.weft.jobmanager.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/** Virtual time and chance: everything that happens in a simulation is a runnable in this queue, and a seed decides all of it. */
final class World {

    private static final int MAX_STEPS = 200_000;

    private record Happening(long atMs, long order, Runnable what) {}

    private final Random random;
    private final PriorityQueue<Happening> queue =
            new PriorityQueue<>(Comparator.comparingLong(Happening::atMs).thenComparingLong(Happening::order));
    private final List<String> trace = new ArrayList<>();
    private final boolean tracing;
    private long nowMs = 1_000_000;
    private long order;
    private int steps;

    World(long seed, boolean tracing) {
        this.random = new Random(seed);
        this.tracing = tracing;
    }

    long nowMs() {
        return nowMs;
    }

    void after(long delayMs, Runnable what) {
        queue.add(new Happening(nowMs + delayMs, order++, what));
    }

    /** Lets the next thing happen; false if it would be later than {@code untilMs}. */
    boolean step(long untilMs) {
        if (queue.isEmpty() || queue.element().atMs() > untilMs) {
            return false;
        }
        if (++steps > MAX_STEPS) {
            throw new AssertionError("More than " + MAX_STEPS + " things happened: somebody runs in circles.");
        }
        Happening next = queue.remove();
        nowMs = next.atMs();
        next.what().run();
        return true;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Uniform, both ends included. */
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** What happened, if somebody wants to read it. */
    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be this module's only use of its library
    void trace(String format, Object... arguments) {
        if (tracing) {
            trace.add(String.format("%8d  ", nowMs - 1_000_000) + String.format(format, arguments));
        }
    }

    List<String> trace() {
        return trace;
    }
}

package io.weft.local;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What a test and the functions of a {@link ProbedJob} know of each other; they share a JVM. One test at a time: {@link #reset} begins a
 * new one.
 */
final class Probe {

    /** What a test wants done in the job. Called on the task's thread. */
    @FunctionalInterface
    interface Hook {
        void run(long value) throws Exception;
    }

    static volatile Probe current = new Probe();

    /** The source ends when this is set. */
    volatile boolean finish;

    /** Called with each number before it is counted. */
    volatile Hook onNumber = number -> {};

    /** Called with the checkpoint when the counting task makes its part. */
    volatile Hook onSnapshot = checkpoint -> {};

    /** Checkpoints as the source hears of them. */
    final List<Long> begun = new CopyOnWriteArrayList<>();

    final List<Long> completed = new CopyOnWriteArrayList<>();
    final List<Long> aborted = new CopyOnWriteArrayList<>();

    private Probe() {}

    static Probe reset() {
        current = new Probe();
        CommittingSink.COMMITTED.clear();
        return current;
    }
}

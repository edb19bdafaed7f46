package io.weft.runtime.task;

import io.weft.model.checkpoint.CheckpointBarrier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Waits for a checkpoint's barriers on all of a task's channels: asynchronous barrier snapshotting (Carbone et al., 2015). With exactly
 * once a channel whose barrier has come is not read until the others' have; with at least once it is. Owned by the task's thread.
 */
final class Alignment {

    /** Makes the task's part of the checkpoint, between two records. */
    @FunctionalInterface
    interface Begin {
        /** @param sinceFirstBarrier the barrier that came first and when, for how long the alignment took */
        void begin(Waiting sinceFirstBarrier) throws Exception;
    }

    /** One channel of the gate. */
    static final class Lane {
        private long reached = NOTHING;
        private boolean held;

        /** True while the channel is not to be read. */
        boolean isHeld() {
            return held;
        }

        /** True if the checkpoint's barrier, or a later one, has come. */
        boolean hasReached(long checkpoint) {
            return reached >= checkpoint;
        }
    }

    /**
     * A checkpoint whose barriers have come on some channels.
     *
     * @param sinceNanos when the first came
     */
    record Waiting(CheckpointBarrier barrier, long sinceNanos) {
        long checkpoint() {
            return barrier.checkpoint();
        }
    }

    private static final long NOTHING = 0;

    private final boolean exactlyOnce;
    private final Begin begin;
    /** Those that have not ended. */
    private final List<Lane> lanes = new ArrayList<>();

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    /** The highest checkpoint seen; lower ones that do not wait are done or given up. */
    private long highest = NOTHING;

    Alignment(boolean exactlyOnce, Begin begin) {
        this.exactlyOnce = exactlyOnce;
        this.begin = begin;
    }

    Lane add() {
        Lane lane = new Lane();
        lanes.add(lane);
        return lane;
    }

    void onBarrier(Lane lane, CheckpointBarrier barrier, long nowNanos) throws Exception {
        long id = barrier.checkpoint();
        // This channel will not bring the barriers of checkpoints in between: some task before it has given them up.
        waiting.removeIf(other -> lane.reached < other.checkpoint() && other.checkpoint() < id);
        if (id > highest) {
            highest = id;
            waiting.addLast(new Waiting(barrier, nowNanos));
        }
        lane.reached = id;
        proceed();
    }

    void onEnd(Lane lane) throws Exception {
        lanes.remove(lane);
        proceed();
    }

    /** When the checkpoint's first barrier came, if it waits for others; null if it doesn't. */
    Waiting waitingFor(long checkpoint) {
        for (Waiting candidate : waiting) {
            if (candidate.checkpoint() == checkpoint) {
                return candidate;
            }
        }
        return null;
    }

    /**
     * The task makes the checkpoint without waiting for its barriers on all channels.
     *
     * @return false if it was made or given up before
     */
    boolean overtake(long checkpoint) {
        boolean waits = waitingFor(checkpoint) != null;
        if (!waits && checkpoint <= highest) {
            return false;
        }
        highest = Math.max(highest, checkpoint);
        waiting.removeIf(other -> other.checkpoint() <= checkpoint);
        hold();
        return true;
    }

    /** The checkpoint will not be completed. */
    void giveUp(long checkpoint) {
        highest = Math.max(highest, checkpoint);
        waiting.removeIf(other -> other.checkpoint() == checkpoint);
        hold();
    }

    private void proceed() throws Exception {
        while (!waiting.isEmpty() && isComplete(waiting.peekFirst())) {
            begin.begin(waiting.removeFirst());
        }
        hold();
    }

    private boolean isComplete(Waiting candidate) {
        for (Lane lane : lanes) {
            if (lane.reached < candidate.checkpoint()) {
                return false;
            }
        }
        return true;
    }

    private void hold() {
        Waiting first = exactlyOnce ? waiting.peekFirst() : null;
        for (Lane lane : lanes) {
            lane.held = first != null && lane.reached >= first.checkpoint();
        }
    }
}

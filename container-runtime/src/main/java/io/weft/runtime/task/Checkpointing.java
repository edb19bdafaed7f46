package io.weft.runtime.task;

import io.weft.model.Clock;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.model.checkpoint.CheckpointKind;
import io.weft.model.checkpoint.TaskSnapshot.OperatorSnapshot;
import io.weft.runtime.chain.Lifecycle;
import io.weft.runtime.chain.Timers;
import io.weft.runtime.channel.Element;
import io.weft.runtime.state.OperatorState;
import io.weft.state.snapshot.SnapshotWork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Makes a task's part of checkpoints. Owned by the task's thread. */
final class Checkpointing {

    private final ExecutionAttemptId task;
    private final List<Member> chain;
    private final TaskOutputs outputs;
    private final CheckpointPort port;
    private final Clock clock;
    private final Timers timers;
    private final CheckpointSettings settings;

    private long lastBegun;
    /** All up to this one are complete or given up. */
    private long lastSettled;

    private boolean endOfData;
    /** The first checkpoint that has all that the task did; 0 until there is one. */
    private long firstFinal;
    /** The savepoint that the job stops with; 0 if there is none. */
    private long stop;
    /** The savepoint that the job stops with after its input was ended; 0 if there is none. */
    private long drain;

    private boolean finalCompleted;

    /** An operator of the chain with its state. */
    record Member(Lifecycle operator, OperatorState state) {}

    /** A checkpoint's synchronous part, made and not yet handed over. */
    record Taken(
            CheckpointBarrier barrier,
            boolean endOfData,
            List<SnapshotWork<OperatorSnapshot>> works,
            long alignmentNanos,
            long syncNanos) {}

    /** @param chain head first */
    Checkpointing(
            ExecutionAttemptId task,
            List<Member> chain,
            TaskOutputs outputs,
            CheckpointPort port,
            Clock clock,
            Timers timers,
            CheckpointSettings settings) {
        this.timers = timers;
        this.settings = settings;
        this.task = task;
        this.chain = List.copyOf(chain);
        this.outputs = outputs;
        this.port = port;
        this.clock = clock;
    }

    /** The chain has been told that nothing comes any more. */
    void onEndOfData() {
        endOfData = true;
    }

    /** True while nothing is to be done any more, because the job stops with a snapshot that the task has made. */
    boolean isStopped() {
        return stop != 0;
    }

    /** True while a savepoint is under way with which the job ends because its input was ended. */
    boolean isDraining() {
        return drain != 0;
    }

    /**
     * The input ends, or will end soon, for the sake of this savepoint. Those who read from this task hear of it before they hear that
     * nothing comes any more: their part is made after their end, and they must not be gone when its order comes.
     */
    void onDrain(CheckpointBarrier barrier) throws IOException {
        if (barrier.checkpoint() > drain && !isSettled(barrier)) {
            drain = barrier.checkpoint();
            outputs.broadcast(new Element.Barrier(barrier));
        }
    }

    /** True if the checkpoint is known to be complete, or to be given up. */
    boolean isSettled(CheckpointBarrier barrier) {
        return barrier.checkpoint() <= lastSettled;
    }

    /**
     * A checkpoint is ordered. None is while the job is being stopped, so a savepoint that this task is stopped by has been given up, and
     * nobody said so: the JobManager that wanted it is gone.
     */
    void onOrder(CheckpointBarrier barrier) {
        if (stop < barrier.checkpoint()) {
            stop = 0;
        }
        if (drain < barrier.checkpoint()) {
            onDrainGivenUp();
        }
    }

    /** What was ended can't go on. */
    private void onDrainGivenUp() {
        if (drain != 0) {
            throw new IllegalStateException(
                    "Savepoint " + drain + ", for which the job's input was ended early, was given up."
                            + " The job starts again from its last complete checkpoint, as if it had not been asked to drain.");
        }
    }

    /** True if a checkpoint that has all the task did is complete, so that nothing is left to be committed. */
    boolean isFinalCompleted() {
        return finalCompleted;
    }

    /**
     * Snapshots everything and sends the barrier on. Called between two records. A checkpoint that is not higher than one before is not
     * made again.
     */
    void begin(CheckpointBarrier barrier, long alignmentNanos) throws Exception {
        Taken taken = take(barrier, alignmentNanos);
        if (taken != null) {
            handOver(taken, List.of());
        }
    }

    /** The synchronous part alone; null if there is nothing to hand over. */
    Taken take(CheckpointBarrier barrier, long alignmentNanos) throws Exception {
        boolean tooLate = barrier.kind().endsJob() && isSettled(barrier);
        if (barrier.checkpoint() <= lastBegun || tooLate) {
            return null;
        }
        lastBegun = barrier.checkpoint();
        long startNanos = clock.nanos();
        for (Member member : chain) {
            member.operator.beforeBarrier(barrier);
        }
        if (!endOfData) {
            sendOn(barrier);
        }
        List<SnapshotWork<OperatorSnapshot>> works = new ArrayList<>();
        try {
            for (Member member : chain) {
                member.operator.snapshot(barrier);
                works.add(member.state.snapshot(barrier));
            }
        } catch (Exception e) {
            works.forEach(SnapshotWork::discard);
            port.declined(task, barrier, e);
            return null;
        }
        if (endOfData && firstFinal == 0) {
            firstFinal = barrier.checkpoint();
        }
        if (barrier.kind() == CheckpointKind.STOP) {
            stop = barrier.checkpoint();
        } else if (barrier.kind() == CheckpointKind.DRAIN) {
            drain = barrier.checkpoint();
        }
        return new Taken(barrier, endOfData, works, alignmentNanos, clock.nanos() - startNanos);
    }

    private void sendOn(CheckpointBarrier barrier) throws IOException {
        outputs.broadcast(new Element.Barrier(barrier));
        if (!settings.mayOvertake(barrier)) {
            return;
        }
        if (settings.alignedNanos() == 0) {
            outputs.announce(barrier);
        } else {
            timers.at(clock.nanos() + settings.alignedNanos(), nowNanos -> {
                if (barrier.checkpoint() > lastSettled) {
                    outputs.announce(barrier);
                }
            });
        }
    }

    /** Has the rest done on another thread. */
    void handOver(Taken taken, List<InFlightRecords> channels) {
        port.snapshotMade(task, taken.barrier, new TaskSnapshotWork(task, taken, channels, clock));
    }

    /** What was taken will not be needed. */
    void discard(Taken taken) {
        taken.works.forEach(SnapshotWork::discard);
    }

    void completed(long checkpoint) throws Exception {
        lastSettled = Math.max(lastSettled, checkpoint);
        for (Member member : chain) {
            member.state.checkpointCompleted(checkpoint);
            member.operator.checkpointCompleted(checkpoint);
        }
        boolean hasAll = firstFinal > 0 && checkpoint >= firstFinal;
        boolean stops = stop > 0 && checkpoint >= stop;
        finalCompleted |= hasAll || stops;
    }

    void aborted(long checkpoint) throws Exception {
        lastSettled = Math.max(lastSettled, checkpoint);
        for (Member member : chain) {
            member.state.checkpointAborted(checkpoint);
            member.operator.checkpointAborted(checkpoint);
        }
        if (stop == checkpoint) {
            stop = 0;
        }
        if (drain == checkpoint) {
            onDrainGivenUp();
        }
    }
}

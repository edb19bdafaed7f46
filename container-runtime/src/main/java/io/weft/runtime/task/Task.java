package io.weft.runtime.task;

import io.weft.model.Clock;
import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.model.checkpoint.CheckpointKind;
import io.weft.model.message.SourceMessage;
import io.weft.runtime.chain.Head;
import io.weft.runtime.chain.Timers;
import io.weft.runtime.source.SourceHead;
import io.weft.runtime.task.Checkpointing.Member;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A running subtask: a chain of operators, driven by its input channels or by a source. One thread at a time calls it; nothing in a step
 * blocks but the user's code, and an emit that fills every buffer in a single call.
 */
public final class Task {

    /** What a step achieved. */
    public enum Progress {
        /** It did something; there may be more. */
        WORKING,
        /** There is nothing to do until the doorbell rings or a timer is due. */
        IDLE,
        /** The output has no room; the doorbell rings when it has. */
        BACKPRESSURED,
        /** Everything has been handed over. */
        DONE
    }

    private static final long MAX_WAIT_NANOS = 3_600_000_000_000L;

    private final TaskParts parts;
    private final StepBudget budget = new StepBudget();
    private final TaskFigures figures = new TaskFigures();
    private int opened;
    /** What was ordered last; matters if all input ends before its barriers have come. */
    private CheckpointBarrier pendingOrder;

    // Volatile: read by others.
    private volatile boolean ended;
    private boolean idle = true;
    private long nowNanos;

    /**
     * What a task is made of.
     *
     * @param members the chain in the order of opening: an operator after those that follow it
     * @param checkpointing makes the task's part of checkpoints
     * @param awaitsFinalCheckpoint whether the task, after its last record, waits for a checkpoint that has all it did
     * @param recordsIn how many records the head has handed to the chain
     */
    record TaskParts(
            Head head,
            LongSupplier recordsIn,
            List<Member> members,
            Checkpointing checkpointing,
            boolean awaitsFinalCheckpoint,
            TaskOutputs outputs,
            Mailbox mailbox,
            Timers timers,
            Clock clock,
            Runnable onClose) {
        TaskParts {
            members = List.copyOf(members);
        }
    }

    Task(TaskParts parts) {
        this.parts = parts;
    }

    /** Opens the operators, last ones first. Called once, before the first step. */
    public void open() throws Exception {
        for (Member member : parts.members) {
            opened++;
            member.operator().open();
        }
    }

    /** Does a bounded piece of work, which takes about as long as a wake-up costs many times over, but no person would notice. */
    public Progress step() throws Exception {
        if (idle) {
            nowNanos = parts.clock.nanos();
            figures.enter(Progress.WORKING, nowNanos);
        }
        long startNanos = nowNanos;
        parts.mailbox.run();
        if (parts.checkpointing.isStopped()) {
            return report(whileStopped());
        }
        parts.timers.runDue(startNanos);
        parts.head.tend();
        if (!parts.outputs.drain()) {
            return report(Progress.BACKPRESSURED);
        }
        int done = ended ? Head.END : parts.head.step(budget.records());
        if (done == 0) {
            parts.outputs.flush();
            return report(parts.outputs.drain() ? Progress.IDLE : Progress.BACKPRESSURED);
        }
        if (done == Head.END) {
            return report(end());
        }
        nowNanos = parts.clock.nanos();
        parts.outputs.endStep(nowNanos);
        budget.adapt(done, nowNanos - startNanos);
        return report(Progress.WORKING);
    }

    /** Nothing comes any more; what is under way has to leave, and what is to be committed waits for a checkpoint. */
    private Progress end() throws Exception {
        if (!ended) {
            ended = true;
            parts.checkpointing.onEndOfData();
            if (pendingOrder != null) {
                parts.checkpointing.begin(pendingOrder, 0);
            }
        }
        parts.outputs.flush();
        if (!parts.outputs.drain()) {
            return Progress.BACKPRESSURED;
        }
        boolean awaits = parts.awaitsFinalCheckpoint || parts.checkpointing.isDraining();
        return !awaits || parts.checkpointing.isFinalCompleted() ? Progress.DONE : Progress.IDLE;
    }

    /** After the snapshot that the job is stopped with: nothing is done but to let go what is under way. */
    private Progress whileStopped() throws Exception {
        if (!parts.outputs.drain()) {
            return Progress.BACKPRESSURED;
        }
        return parts.checkpointing.isFinalCompleted() ? Progress.DONE : Progress.IDLE;
    }

    private Progress report(Progress progress) {
        idle = progress != Progress.WORKING;
        figures.enter(progress, nowNanos);
        figures.records(parts.recordsIn.getAsLong(), parts.outputs.recordsOut());
        return progress;
    }

    /** How long nothing is to be done unless the doorbell rings. */
    public long untilNextTimerNanos() {
        return parts.timers.untilNextNanos(nowNanos, MAX_WAIT_NANOS);
    }

    /**
     * Disposes of the operators in reverse order and lets go of the channels.
     *
     * @param failure why the task ends, or null; what goes wrong in here is added to it
     * @return the failure the task ends with, or null
     */
    public Throwable close(Throwable failure) {
        Throwable first = failure;
        for (int i = opened - 1; i >= 0; i--) {
            first = attempt(parts.members.get(i).operator()::dispose, first);
        }
        for (Member member : parts.members) {
            first = attempt(member.state()::close, first);
        }
        boolean finished = first == null && (ended || parts.checkpointing.isFinalCompleted());
        first = attempt(() -> parts.outputs.close(finished), first);
        return attempt(parts.onClose::run, first);
    }

    private static Throwable attempt(Mailbox.Mail action, Throwable first) {
        try {
            action.run();
            return first;
        } catch (Throwable e) {
            if (first == null) {
                return e;
            }
            if (first != e) {
                first.addSuppressed(e);
            }
            return first;
        }
    }

    public TaskFigures figures() {
        return figures;
    }

    /** True once the task has had all its input. Any thread. */
    public boolean isAtEnd() {
        return ended;
    }

    /** A checkpoint is ordered: begins it, unless barriers or the split enumerator will say when. Any thread. */
    public void requestCheckpoint(CheckpointBarrier barrier) {
        parts.mailbox.put(() -> {
            parts.checkpointing.onOrder(barrier);
            if (ended || !parts.head.waitsForBarriers()) {
                begin(barrier);
            } else {
                pendingOrder = barrier;
            }
        });
    }

    private void begin(CheckpointBarrier barrier) throws Exception {
        parts.head.betweenRecords(() -> {
            boolean drains = barrier.kind() == CheckpointKind.DRAIN && !parts.checkpointing.isSettled(barrier);
            if (drains && !ended && parts.head instanceof SourceHead source) {
                parts.checkpointing.onDrain(barrier);
                source.endInput();
                ended = true;
                parts.checkpointing.onEndOfData();
            }
            parts.checkpointing.begin(barrier, 0);
        });
    }

    /** A checkpoint is complete. Any thread. */
    public void requestCheckpointCompleted(long checkpoint) {
        parts.mailbox.put(() -> parts.checkpointing.completed(checkpoint));
    }

    /** A checkpoint will not be completed. Any thread. */
    public void requestCheckpointAborted(long checkpoint) {
        parts.mailbox.put(() -> {
            if (pendingOrder != null && pendingOrder.checkpoint() == checkpoint) {
                pendingOrder = null;
            }
            parts.head.onCheckpointAborted(checkpoint);
            parts.checkpointing.aborted(checkpoint);
        });
    }

    /** Hands a message to the source at the task's head. Any thread; what comes after the task's end is dropped. */
    public void requestDelivery(SourceMessage.ToReader message) {
        if (message instanceof SourceMessage.EnumeratorCheckpointed checkpointed) {
            parts.mailbox.put(() -> begin(checkpointed.barrier()));
        } else if (parts.head instanceof SourceHead source) {
            parts.mailbox.put(() -> source.onMessage(message));
        }
    }
}

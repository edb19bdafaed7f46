package io.weft.runtime.task;

import io.weft.model.TaskState;
import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.model.message.SourceMessage;
import io.weft.runtime.channel.Doorbell;
import java.util.Map;

/** The thread that owns one task: opens it, steps it while there is something to do and parks while there is not, closes it. */
public final class Worker implements TaskOwner {

    /** Builds the task, on the worker's thread, because that loads and reads the user's classes. */
    @FunctionalInterface
    public interface Plan {
        Task build(TaskOwner owner) throws Exception;
    }

    /** Is told how the task fares, on the worker's thread. */
    @FunctionalInterface
    public interface Listener {
        /**
         * @param state RUNNING a second time when the task has had all its input but waits for a checkpoint
         * @param failure set exactly if the state is FAILED
         */
        void onState(TaskState state, Throwable failure);
    }

    private static final long MAX_WAIT_NANOS = 1_000_000_000L;

    private final Plan plan;
    private final Listener listener;
    private final Thread thread;
    private final Doorbell doorbell = new Doorbell();
    // Volatile, both: set by one thread and read by others.
    private volatile boolean canceled;
    private volatile Task task;

    public Worker(String name, Plan plan, Listener listener) {
        this.plan = plan;
        this.listener = listener;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Asks the task to end at its next step. Any thread. */
    public void requestCancel() {
        canceled = true;
        doorbell.ring();
    }

    /** Interrupts what the task does, for user code that does not return. Any thread; does nothing to a task that has ended. */
    public void interrupt() {
        thread.interrupt();
    }

    /** Hands a message to the task's source. Any thread. */
    public void requestDelivery(SourceMessage.ToReader message) {
        Task present = task;
        if (present != null) {
            present.requestDelivery(message);
        }
    }

    /** Any thread; see {@link Task#requestCheckpoint}. */
    public void requestCheckpoint(CheckpointBarrier barrier) {
        Task present = task;
        if (present != null) {
            present.requestCheckpoint(barrier);
        }
    }

    /** Any thread. */
    public void requestCheckpointCompleted(long checkpoint) {
        Task present = task;
        if (present != null) {
            present.requestCheckpointCompleted(checkpoint);
        }
    }

    /** Any thread. */
    public void requestCheckpointAborted(long checkpoint) {
        Task present = task;
        if (present != null) {
            present.requestCheckpointAborted(checkpoint);
        }
    }

    /** Any thread. */
    public boolean isAtEnd() {
        Task present = task;
        return present != null && present.isAtEnd();
    }

    /** Any thread. */
    public Map<String, Long> figures() {
        Task present = task;
        return present == null ? Map.of() : present.figures().asMap();
    }

    /** Where the thread is: for people who wonder why a task does not end. */
    public StackTraceElement[] stackTrace() {
        return thread.getStackTrace();
    }

    @Override
    public Doorbell doorbell() {
        return doorbell;
    }

    @Override
    public void awaitRoom() {
        doorbell.await(MAX_WAIT_NANOS);
        forgetInterruption();
    }

    @Override
    public boolean isCanceled() {
        return canceled;
    }

    private void run() {
        Throwable failure = null;
        try {
            Task built = plan.build(this);
            task = built;
            built.open();
            if (!canceled) {
                listener.onState(TaskState.RUNNING, null);
                stepToEnd(built);
            }
        } catch (Throwable e) {
            failure = e;
        }
        if (task != null) {
            // What was meant to end a step must not keep the user's code from closing its files.
            Thread.interrupted();
            failure = task.close(failure);
        }
        if (canceled) {
            listener.onState(TaskState.CANCELED, null);
        } else if (failure != null) {
            listener.onState(TaskState.FAILED, failure);
        } else {
            listener.onState(TaskState.FINISHED, null);
        }
    }

    private void stepToEnd(Task stepped) throws Exception {
        boolean atEnd = false;
        while (!canceled) {
            Task.Progress progress = stepped.step();
            if (progress == Task.Progress.WORKING) {
                continue;
            }
            if (!atEnd && progress == Task.Progress.IDLE && stepped.isAtEnd()) {
                atEnd = true;
                listener.onState(TaskState.RUNNING, null);
            }
            if (progress == Task.Progress.DONE) {
                return;
            }
            // From here on a ring is heard; what came before shows in one more step.
            doorbell.prepareToWait();
            progress = stepped.step();
            if (progress == Task.Progress.DONE) {
                return;
            }
            if (progress == Task.Progress.WORKING || canceled) {
                doorbell.stopWaiting();
            } else {
                doorbell.await(stepped.untilNextTimerNanos());
                forgetInterruption();
            }
        }
    }

    /** A thread that stays interrupted cannot park. Only cancelling interrupts for us; anything else was user code's own doing. */
    private void forgetInterruption() {
        if (!canceled) {
            Thread.interrupted();
        }
    }
}

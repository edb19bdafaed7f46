package io.weft.runtime.taskmanager;

import io.weft.api.execution.JobID;
import io.weft.api.fs.Path;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.Failure;
import io.weft.model.TaskManagerId;
import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.model.checkpoint.CheckpointOrder;
import io.weft.model.checkpoint.EnumeratorSnapshot;
import io.weft.model.checkpoint.TaskSnapshot;
import io.weft.model.message.JobManagerMessage;
import io.weft.model.message.JobManagerMessage.CheckpointAcknowledged;
import io.weft.model.message.JobManagerMessage.CheckpointDeclined;
import io.weft.runtime.task.CheckpointPort;
import io.weft.state.snapshot.CheckpointFile;
import io.weft.state.snapshot.LocalCopies;
import io.weft.state.snapshot.SnapshotWork;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints that tasks here take part in. Decisions belong to the control thread; what blocks on the file system runs on the
 * writers' threads. Tasks may come to a checkpoint before its order does, by barriers from elsewhere: what they made waits for it.
 */
final class Checkpoints implements CheckpointPort {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

    private final TaskManagerId self;
    private final Executor control;
    private final Executor writers;
    private final LocalCopies copies;
    private final Function<JobID, Collection<TaskRun>> liveTasks;
    private final Consumer<JobManagerMessage> toJobManager;
    private final Map<JobID, JobCheckpoints> jobs = new HashMap<>();
    /** How much the writers have been given and have not done. The control thread's own, as what follows. */
    private int writing;

    /** What comes when nothing is written any more; null until that is asked for. */
    private Runnable onQuiet;

    /** Those of one job. */
    private static final class JobCheckpoints {
        private final Map<Long, Participation> underWay = new HashMap<>();
        /** All up to this one that are not under way are over. */
        private long highest;
    }

    /**
     * @param copies where copies of what is written are kept
     * @param liveTasks a job's tasks here that have not ended
     */
    Checkpoints(
            TaskManagerId self,
            Executor control,
            Executor writers,
            LocalCopies copies,
            Function<JobID, Collection<TaskRun>> liveTasks,
            Consumer<JobManagerMessage> toJobManager) {
        this.self = self;
        this.control = control;
        this.writers = writers;
        this.copies = copies;
        this.liveTasks = liveTasks;
        this.toJobManager = toJobManager;
    }

    /**
     * The order has come.
     *
     * @param inlineBytes how long a run of state may be to travel in the message
     * @param enumerators how many enumerators here take part
     */
    void order(JobID job, CheckpointOrder order, int inlineBytes, int enumerators) {
        Participation participation = find(job, order.id());
        if (participation == null) {
            return;
        }
        Path file = new Path(new Path(order.directory()), self.value());
        LocalCopies own = order.kind().isSavepoint() ? LocalCopies.NONE : copies;
        participation.onOrder(new CheckpointFile(file, inlineBytes, own), enumerators);
        proceed(participation);
    }

    /** A task of the job has ended, so nothing is to be waited for from it. */
    void onTaskEnded(JobID job) {
        JobCheckpoints checkpoints = jobs.get(job);
        if (checkpoints != null) {
            List.copyOf(checkpoints.underWay.values()).forEach(this::proceed);
        }
    }

    /** The checkpoint can't be lost any more. */
    void completed(JobID job, long checkpoint) {
        writers.execute(() -> copies.completed(job.toString(), checkpoint));
    }

    void abort(JobID job, long checkpoint) {
        Participation participation = find(job, checkpoint);
        if (participation != null) {
            end(participation);
            discard(participation);
        }
    }

    /** The job is gone from here. */
    void release(JobID job) {
        JobCheckpoints checkpoints = jobs.remove(job);
        if (checkpoints != null) {
            checkpoints.underWay.values().forEach(this::discard);
        }
        writers.execute(() -> copies.release(job.toString()));
    }

    /** Gives up everything, and says when nothing is written any more. All tasks have ended. */
    void stop(Runnable whenQuiet) {
        onQuiet = whenQuiet;
        List.copyOf(jobs.keySet()).forEach(this::release);
        sayIfQuiet();
    }

    private void sayIfQuiet() {
        if (onQuiet != null && writing == 0) {
            onQuiet.run();
        }
    }

    // ---- any thread

    @Override
    public void snapshotMade(ExecutionAttemptId task, CheckpointBarrier barrier, SnapshotWork<TaskSnapshot> work) {
        made(task.job(), barrier.checkpoint(), work, Participation::onTask);
    }

    /** An enumerator has made its part. */
    void enumeratorMade(JobID job, long checkpoint, SnapshotWork<EnumeratorSnapshot> work) {
        made(job, checkpoint, work, Participation::onEnumerator);
    }

    private <T> void made(JobID job, long checkpoint, SnapshotWork<T> work, BiConsumer<Participation, T> onWritten) {
        control.execute(() -> {
            Participation participation = find(job, checkpoint);
            if (participation == null) {
                write(work::discard);
            } else {
                participation.onceOrdered(new Participation.Waiting(
                        file -> write(participation, file, work, onWritten), () -> write(work::discard)));
            }
        });
    }

    @Override
    public void declined(ExecutionAttemptId task, CheckpointBarrier barrier, Throwable reason) {
        declined(task.job(), barrier.checkpoint(), reason);
    }

    void declined(JobID job, long checkpoint, Throwable reason) {
        control.execute(() -> {
            Participation participation = find(job, checkpoint);
            if (participation != null) {
                decline(participation, reason);
            }
        });
    }

    // ---- writing

    /** On a writer's thread. */
    private void write(Runnable work) {
        writing++;
        writers.execute(() -> {
            try {
                work.run();
            } finally {
                control.execute(() -> {
                    writing--;
                    sayIfQuiet();
                });
            }
        });
    }

    private <T> void write(
            Participation participation,
            CheckpointFile file,
            SnapshotWork<T> work,
            BiConsumer<Participation, T> onWritten) {
        write(() -> {
            try {
                T written = work.write(file);
                control.execute(() -> {
                    onWritten.accept(participation, written);
                    proceed(participation);
                });
            } catch (Throwable e) {
                control.execute(() -> decline(participation, e));
            }
        });
    }

    /** Makes the file durable and answers, if nobody here is still to come. */
    private void proceed(Participation participation) {
        List<ExecutionAttemptId> live = liveTasks.apply(participation.job()).stream()
                .map(TaskRun::attempt)
                .toList();
        if (isOver(participation) || !participation.closeIfComplete(live)) {
            return;
        }
        write(() -> {
            try {
                participation.file().close();
                control.execute(() -> acknowledge(participation));
            } catch (Throwable e) {
                control.execute(() -> decline(participation, e));
            }
        });
    }

    private void acknowledge(Participation participation) {
        if (!isOver(participation)) {
            end(participation);
            toJobManager.accept(new CheckpointAcknowledged(
                    self,
                    participation.job(),
                    participation.checkpoint(),
                    participation.tasks(),
                    participation.enumerators()));
        }
    }

    private void decline(Participation participation, Throwable reason) {
        if (isOver(participation)) {
            return;
        }
        LOG.warn("Checkpoint {} of job {} failed here", participation.checkpoint(), participation.job(), reason);
        end(participation);
        discard(participation);
        toJobManager.accept(
                new CheckpointDeclined(self, participation.job(), participation.checkpoint(), Failure.of(reason)));
    }

    private void discard(Participation participation) {
        participation.dropWaiting();
        CheckpointFile file = participation.file();
        if (file != null) {
            write(() -> {
                try {
                    file.discard();
                } catch (IOException e) {
                    LOG.warn("Cannot remove what was written for checkpoint {}", participation.checkpoint(), e);
                }
            });
        }
    }

    // ---- which there are

    /** The checkpoint, begun if it is new; null if it is over, or if all are. */
    private Participation find(JobID job, long checkpoint) {
        if (onQuiet != null) {
            return null;
        }
        JobCheckpoints checkpoints = jobs.computeIfAbsent(job, unknown -> new JobCheckpoints());
        if (checkpoint > checkpoints.highest) {
            checkpoints.highest = checkpoint;
            checkpoints.underWay.put(checkpoint, new Participation(job, checkpoint));
        }
        return checkpoints.underWay.get(checkpoint);
    }

    private boolean isOver(Participation participation) {
        JobCheckpoints checkpoints = jobs.get(participation.job());
        return checkpoints == null || checkpoints.underWay.get(participation.checkpoint()) != participation;
    }

    private void end(Participation participation) {
        jobs.get(participation.job()).underWay.remove(participation.checkpoint());
    }
}

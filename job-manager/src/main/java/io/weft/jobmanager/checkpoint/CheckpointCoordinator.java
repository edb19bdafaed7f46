package io.weft.jobmanager.checkpoint;

import io.weft.api.execution.ExternalizedCheckpointRetention;
import io.weft.api.execution.JobStatus;
import io.weft.jobmanager.port.Effect;
import io.weft.jobmanager.port.JournalRecord;
import io.weft.jobmanager.step.Step;
import io.weft.jobmanager.step.Timers;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.Failure;
import io.weft.model.TaskManagerId;
import io.weft.model.checkpoint.CheckpointFiles;
import io.weft.model.checkpoint.CheckpointKind;
import io.weft.model.checkpoint.CheckpointMetadata;
import io.weft.model.checkpoint.CheckpointOrder;
import io.weft.model.checkpoint.TaskRestore;
import io.weft.model.graph.JobGraph;
import io.weft.model.message.ClientResponse;
import io.weft.model.message.JobManagerMessage.CheckpointAcknowledged;
import io.weft.model.message.JobManagerMessage.CheckpointDeclined;
import io.weft.model.message.TaskManagerMessage.CheckpointAborted;
import io.weft.model.message.TaskManagerMessage.CheckpointCompleted;
import io.weft.model.message.TaskManagerMessage.TriggerCheckpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the checkpoints of one job. Owned by its JobMaster. */
public final class CheckpointCoordinator {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointCoordinator.class);
    private static final int IDS_AT_ONCE = 10;

    private final JobGraph job;
    private final CheckpointSettings settings;
    private final CheckpointFacts facts;
    private final Step step;
    private final Consumer<Failure> onTooManyFailures;
    private final RetainedCheckpoints retained = new RetainedCheckpoints();
    private final RestorePoint restorePoint;
    private final AbandonedFiles abandoned;
    private final String directory;
    /** By id. */
    private final Map<Long, PendingCheckpoint> pending = new TreeMap<>();

    /** Whom to tell of savepoints, by id. */
    private final Map<Long, Consumer<ClientResponse>> askers = new HashMap<>();

    private final CheckpointTimes times;
    /** The tasks whose checkpoints are made; null while there are none. */
    private JobTasks tasks;

    private long nextId;
    private int failuresInARow;
    private String lastFailure = "";
    private long changes;
    private boolean restorePointKnown;
    private boolean sweeping;
    /** The id of the savepoint with which the job ends; 0 if it is to go on. */
    private long stoppedBy;

    private boolean over;

    /** @param onTooManyFailures called when more checkpoints in a row have failed than the job tolerates */
    public CheckpointCoordinator(
            JobGraph job,
            CheckpointSettings settings,
            CheckpointFacts facts,
            Step step,
            Consumer<Failure> onTooManyFailures) {
        this.job = job;
        this.settings = settings;
        this.facts = facts;
        this.step = step;
        this.onTooManyFailures = onTooManyFailures;
        directory = settings.directory() + "/" + job.jobId();
        restorePoint = new RestorePoint(job, settings.recovery(), facts, retained, step);
        abandoned = new AbandonedFiles(job.jobId(), step);
        times = new CheckpointTimes(settings.pace(), step);
        nextId = facts.reservedUpTo() + 1;
        giveUpSavepoints();
        restorePoint.begin();
        onRestorePointKnown();
    }

    /** Those that were under way when the JobManager before this one died: what there is of them goes. */
    private void giveUpSavepoints() {
        facts.savepoints().stream()
                .filter(savepoint -> !savepoint.completed())
                .forEach(savepoint -> abandoned.onSavepointAborted(savepoint.directory()));
    }

    // ---- what attempts start from

    /** True if it is known what the next attempt starts from. */
    public boolean isReadyToRestore() {
        return restorePoint.isReady();
    }

    /** What is being waited for until then, for people. */
    public String describeWait() {
        return restorePoint.describeWait();
    }

    /**
     * What each task of the next attempt starts from, by vertex and subtask; null if from nothing.
     *
     * @throws RestoreImpossibleException if the job can not be started any more
     */
    public List<List<TaskRestore>> restores() throws RestoreImpossibleException {
        if (restorePoint.impossible() != null) {
            throw new RestoreImpossibleException(restorePoint.impossible());
        }
        try {
            return restorePoint.restores();
        } catch (StateMismatchException e) {
            throw new RestoreImpossibleException(Failure.because(e.getMessage()));
        }
    }

    public void onLoaded(String pointer, CheckpointMetadata checkpoint) {
        restorePoint.onLoaded(pointer, checkpoint);
        onRestorePointKnown();
    }

    /** @param hadTasks whether the job has had an attempt */
    public void onLoadFailed(String pointer, Failure failure, boolean hadTasks) {
        restorePoint.onLoadFailed(pointer, failure, hadTasks);
        onRestorePointKnown();
    }

    /** A predecessor may have left files of checkpoints that nobody knows of. They go before any new one is begun. */
    private void onRestorePointKnown() {
        if (!restorePoint.isReady() || restorePointKnown) {
            return;
        }
        restorePointKnown = true;
        CheckpointMetadata source = restorePoint.source();
        nextId = Math.max(nextId, source == null ? 0 : source.order().id() + 1);
        if (facts.reservedUpTo() > 0 && restorePoint.impossible() == null) {
            sweeping = true;
            // Comes before the sweep so that a JobManager that has been replaced sweeps nothing.
            reserveIds(nextId);
            step.effect(new Effect.SweepFiles(job.jobId(), directory, retained.everything()));
        }
    }

    public void onFilesSwept() {
        sweeping = false;
    }

    // ---- tasks

    /** Tasks have been deployed, or another JobManager had deployed them. */
    public void onTasksStarted(JobTasks started) {
        tasks = started;
        times.onTasksStarted();
    }

    /** Some tasks have failed: none of the checkpoints under way can be completed any more. The next is made when all tasks run again. */
    public void onTasksFailed(Failure failure) {
        if (tasks != null) {
            abortAll(failure, false);
            stoppedBy = 0;
            times.stop();
        }
    }

    /** All tasks have failed, for good, or are cancelled. */
    public void onTasksEnded(Failure failure) {
        onTasksFailed(failure);
        tasks = null;
    }

    /** A task has failed because it could not read what it was to start from. */
    public void onCorrupt(Failure failure) {
        restorePoint.onCorrupt(failure);
    }

    public void onTaskFinished(ExecutionAttemptId task) {
        for (PendingCheckpoint checkpoint : List.copyOf(pending.values())) {
            checkpoint.onTaskFinished(task);
            storeIfWhole(checkpoint);
        }
    }

    /** What was under way to or from the TaskManager may be lost. */
    public void onReconnected(TaskManagerId taskManager, List<ExecutionAttemptId> its) {
        for (PendingCheckpoint checkpoint : List.copyOf(pending.values())) {
            if (its.stream().anyMatch(checkpoint::isMissing)) {
                abort(checkpoint, Failure.because("The connection to TaskManager " + taskManager + " broke."), false);
            }
        }
        if (facts.latestId() > 0 && !its.isEmpty()) {
            step.send(taskManager, new CheckpointCompleted(step.epoch(), job.jobId(), facts.latestId()));
        }
        tellOfGivenUpSavepoints(taskManager, its);
    }

    /**
     * Tasks that wait for a savepoint to end with would wait for ever if what they were told was lost with the connection, or if the
     * JobManager that wanted it is gone.
     */
    private void tellOfGivenUpSavepoints(TaskManagerId taskManager, List<ExecutionAttemptId> its) {
        if (!its.isEmpty()) {
            facts.unfinishedSavepoints().stream()
                    .filter(id -> !pending.containsKey(id))
                    .forEach(id -> step.send(taskManager, new CheckpointAborted(step.epoch(), job.jobId(), id)));
        }
    }

    /** The job is about to end like this: what of its files is to stay must be known to a successor before it has. */
    public void beforeJobEnds(JobStatus status, Failure failure) {
        over = true;
        onTasksEnded(Failure.because("The job has ended."));
        restorePoint.stop();
        abandoned.deleteAll();
        // Of a job that failed because nothing of it could be read, everything is left for people to look at.
        boolean evidence = failure != null && failure.equals(restorePoint.impossible());
        if (facts.reservedUpTo() > 0 && !evidence) {
            JournalRecord.CheckpointFilesLeft left = new JournalRecord.CheckpointFilesLeft(
                    job.jobId(), directory, retainsAt(status) ? retained.everything() : Set.of());
            step.append(left);
            facts.apply(left);
        }
    }

    /** And now it has. */
    public void onJobEnded(JobStatus status) {
        if (facts.filesLeft() != null) {
            EndedJobFiles.sweep(step, facts.filesLeft(), step.nowMs());
        }
        if (!retainsAt(status)) {
            abandoned.delete(retained.keepOnly(Set.of(), Long.MAX_VALUE));
        }
    }

    private boolean retainsAt(JobStatus status) {
        ExternalizedCheckpointRetention retention = settings.retention();
        return switch (status) {
            case CANCELED -> retention == ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION;
            case FAILED -> retention != ExternalizedCheckpointRetention.NO_EXTERNALIZED_CHECKPOINTS;
            default -> false;
        };
    }

    // ---- beginning

    /** Begins what is due. */
    public void proceed() {
        if (!canBegin() || isStopping()) {
            return;
        }
        boolean possible = tasks.allRunningOrFinished() && (settings.afterTasksFinish() || !tasks.anyFinished());
        boolean atEnd = possible && tasks.allAtEndOfData();
        if (times.isDue(possible, atEnd, pending.size())) {
            trigger(CheckpointKind.CHECKPOINT, directory + "/chk-" + nextId);
        }
    }

    private boolean canBegin() {
        return !over && tasks != null && !sweeping && restorePoint.isReady();
    }

    /** True from the order of a savepoint with which the job ends until tasks fail or the savepoint does. */
    private boolean isStopping() {
        return stoppedBy != 0;
    }

    /**
     * True if some tasks may have ended only because the job is being stopped with a savepoint: then none can go on without the others
     * starting again too.
     */
    public boolean hasStoppedTasks() {
        return isStopping() || facts.latestStops();
    }

    /**
     * Makes a savepoint.
     *
     * @param target below which, or null
     * @param name of its own directory
     * @param asker is told once, now or later
     */
    public void requestSavepoint(CheckpointKind kind, String target, String name, Consumer<ClientResponse> asker) {
        String parent = target == null ? settings.savepointDirectory() : settings.qualified(target);
        if (parent == null) {
            asker.accept(new ClientResponse.Refused("It is not said where the savepoint of job '" + job.name()
                    + "' goes. Name a directory, or set execution.checkpointing.savepoint-dir."));
        } else if (isStopping()) {
            asker.accept(new ClientResponse.Refused(
                    "Job '" + job.name() + "' is being stopped with savepoint " + stoppedBy + " already."));
        } else if (!canBegin() || !tasks.allRunningOrFinished()) {
            asker.accept(new ClientResponse.Refused("No savepoint can be made of job '" + job.name()
                    + "' now: not all of its tasks are running. Try again when they are."));
        } else {
            askers.put(nextId, asker);
            stoppedBy = kind.endsJob() ? nextId : 0;
            trigger(kind, parent + "/" + name);
        }
    }

    private void answer(long id, ClientResponse response) {
        Consumer<ClientResponse> asker = askers.remove(id);
        if (asker != null) {
            asker.accept(response);
        }
    }

    private void trigger(CheckpointKind kind, String target) {
        long id = nextId++;
        if (id > facts.reservedUpTo()) {
            reserveIds(id);
        }
        CheckpointOrder order = new CheckpointOrder(id, step.nowMs(), kind, target);
        if (kind.isSavepoint()) {
            JournalRecord.SavepointBegun begun = new JournalRecord.SavepointBegun(job.jobId(), id, target);
            step.append(begun);
            facts.apply(begun);
        }
        Timers.Timer timeout = step.after(settings.pace().timeoutMs(), () -> onTimeout(id));
        pending.put(id, new PendingCheckpoint(job, order, facts.latestId(), tasks, timeout));
        if (kind != CheckpointKind.SAVEPOINT) {
            times.onTriggered();
        }
        for (TaskManagerId place : tasks.places()) {
            step.send(place, new TriggerCheckpoint(step.epoch(), job.jobId(), order));
        }
    }

    private void reserveIds(long first) {
        JournalRecord.CheckpointIdsReserved reserved =
                new JournalRecord.CheckpointIdsReserved(job.jobId(), first + IDS_AT_ONCE - 1);
        step.append(reserved);
        facts.apply(reserved);
    }

    // ---- collecting

    public void onAcknowledged(CheckpointAcknowledged acknowledged) {
        PendingCheckpoint checkpoint = pending.get(acknowledged.checkpoint());
        if (checkpoint != null) {
            checkpoint.onAcknowledged(acknowledged.tasks(), acknowledged.enumerators());
            storeIfWhole(checkpoint);
        } else {
            // Tasks have not heard, and what they have written is there again.
            facts.givenUpSavepoint(acknowledged.checkpoint())
                    .ifPresent(savepoint -> abandoned.delete(List.of(savepoint.directory())));
        }
    }

    private void storeIfWhole(PendingCheckpoint checkpoint) {
        // Not what the job was started from and does not own: its checkpoints refer to nothing of that.
        if (!checkpoint.becomesWhole(retained.latest())) {
            return;
        }
        CheckpointOrder order = checkpoint.order();
        boolean inItself = CheckpointFiles.of(checkpoint.metadata()).stream()
                .allMatch(file -> file.startsWith(order.directory() + "/"));
        if (order.kind().isSavepoint() && !inItself) {
            abort(
                    checkpoint,
                    Failure.because(
                            "Tasks that have finished have state in files of checkpoints, which go with the job."),
                    false);
        } else {
            step.effect(new Effect.StoreCheckpoint(checkpoint.metadata()));
        }
    }

    public void onDeclined(CheckpointDeclined declined) {
        PendingCheckpoint checkpoint = pending.get(declined.checkpoint());
        if (checkpoint != null) {
            abort(checkpoint, declined.reason(), true);
        }
    }

    private void onTimeout(long id) {
        PendingCheckpoint checkpoint = pending.get(id);
        abort(
                checkpoint,
                Failure.because("Checkpoint " + id + " of job '" + job.name() + "' was not complete after "
                        + settings.pace().timeoutMs() + " ms (execution.checkpointing.timeout): "
                        + checkpoint.describeMissing() + "."),
                true);
    }

    public void onStoreFailed(long id, Failure failure) {
        PendingCheckpoint checkpoint = pending.get(id);
        if (checkpoint != null) {
            abort(checkpoint, failure, true);
        }
    }

    // ---- ending

    /** A checkpoint that was given up while it was being written is as if it had never been. */
    public void onStored(long id, String pointer) {
        PendingCheckpoint checkpoint = pending.remove(id);
        if (checkpoint == null) {
            abandoned.delete(List.of(pointer));
            return;
        }
        checkpoint.timeout().cancel();
        complete(checkpoint, pointer);
    }

    private void complete(PendingCheckpoint checkpoint, String pointer) {
        long id = checkpoint.order().id();
        CheckpointKind kind = checkpoint.order().kind();
        JournalRecord.CheckpointCompleted completed =
                new JournalRecord.CheckpointCompleted(job.jobId(), id, kind, pointer, step.nowMs());
        step.append(completed);
        facts.apply(completed);
        if (restorePoint.ids().contains(id)) {
            retained.add(checkpoint.metadata(), checkpoint.order().directory(), !kind.isSavepoint());
            for (TaskManagerId place : tasks.places()) {
                step.send(place, new CheckpointCompleted(step.epoch(), job.jobId(), id));
            }
            for (PendingCheckpoint older : List.copyOf(pending.values())) {
                if (older.order().id() < id && !older.order().kind().isSavepoint()) {
                    abort(older, Failure.because("Checkpoint " + id + " was complete before."), false);
                }
            }
        }
        answer(id, new ClientResponse.SavepointStored(pointer));
        failuresInARow = 0;
        if (!lastFailure.isEmpty()) {
            lastFailure = "";
            changes++;
        }
        times.onCompleted();
        deleteUnneeded();
        abandoned.deleteAll();
    }

    /** What is subsumed stays as long as a checkpoint is under way that may build on it. */
    private void deleteUnneeded() {
        long oldestBase = pending.values().stream()
                .mapToLong(PendingCheckpoint::base)
                .min()
                .orElse(Long.MAX_VALUE);
        abandoned.delete(retained.keepOnly(restorePoint.ids(), oldestBase));
    }

    private void abortAll(Failure failure, boolean counted) {
        List.copyOf(pending.values()).forEach(checkpoint -> abort(checkpoint, failure, counted));
    }

    private void abort(PendingCheckpoint checkpoint, Failure failure, boolean counted) {
        CheckpointOrder order = checkpoint.order();
        if (pending.remove(order.id()) == null) {
            return;
        }
        checkpoint.timeout().cancel();
        for (TaskManagerId place : tasks.places()) {
            step.send(place, new CheckpointAborted(step.epoch(), job.jobId(), order.id()));
        }
        if (stoppedBy == order.id()) {
            stoppedBy = 0;
        }
        answer(order.id(), new ClientResponse.Refused("The savepoint failed: " + failure.summary()));
        abandoned.onAborted(order);
        deleteUnneeded();
        times.onAborted();
        if (counted && !order.kind().isSavepoint()) {
            count(order, failure);
        }
    }

    private void count(CheckpointOrder order, Failure failure) {
        int tolerable = settings.pace().tolerableFailures();
        failuresInARow++;
        lastFailure = "Checkpoint " + order.id() + " of job '" + job.name() + "' failed, " + failuresInARow
                + " in a row of " + tolerable + " that are tolerated: " + failure.summary();
        changes++;
        LOG.warn("{}", lastFailure);
        if (failuresInARow > tolerable) {
            failuresInARow = 0;
            onTooManyFailures.accept(tooManyFailures(order, failure));
        }
    }

    // ---- what people see

    /** Why the last checkpoint failed, in one line; empty if it did not. */
    public String lastFailure() {
        return lastFailure;
    }

    /** Grows whenever {@link #lastFailure} changes. */
    public long changes() {
        return changes;
    }

    private Failure tooManyFailures(CheckpointOrder order, Failure failure) {
        String message = "Checkpoint " + order.id() + " of job '" + job.name() + "' failed, and no more than "
                + settings.pace().tolerableFailures()
                + " in a row may (execution.checkpointing.tolerable-failed-checkpoints): " + failure.summary();
        String trace = failure.type().isEmpty() ? message : message + "\nCaused by: " + failure.stackTrace();
        return new Failure(failure.type(), message, trace, false, false);
    }
}

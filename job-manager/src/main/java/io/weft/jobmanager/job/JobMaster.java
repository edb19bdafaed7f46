package io.weft.jobmanager.job;

import io.weft.api.execution.JobStatus;
import io.weft.jobmanager.checkpoint.CheckpointCoordinator;
import io.weft.jobmanager.checkpoint.CheckpointSettings;
import io.weft.jobmanager.checkpoint.RestoreImpossibleException;
import io.weft.jobmanager.job.Executions.Occasion;
import io.weft.jobmanager.port.Effect;
import io.weft.jobmanager.port.JobManagerSettings;
import io.weft.jobmanager.port.JournalRecord;
import io.weft.jobmanager.port.RestartSettings;
import io.weft.jobmanager.resource.JobSlots;
import io.weft.jobmanager.resource.ResourceManager;
import io.weft.jobmanager.resource.TaskManager;
import io.weft.jobmanager.step.Step;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.Failure;
import io.weft.model.TaskState;
import io.weft.model.checkpoint.TaskRestore;
import io.weft.model.message.ClientResponse.JobDetails;
import io.weft.model.message.ClientResponse.JobOverview;
import io.weft.model.message.JobManagerMessage.TaskReport;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Leads one job from its submission to its end. All its tasks are started together. A failure of one cancels those of its pipelined region,
 * and when none of them is left they are started again, while the other regions go on; or all are cancelled and the job ends.
 */
public final class JobMaster {

    private final JobFacts facts;
    private final JobContext context;
    private final RestartSettings restart;
    private final JobSlots slots;
    private final CheckpointCoordinator checkpoints;
    private final Executions tasks;
    private JobStatus status;
    /** Why the job fails if that is not the failure of a task: found out again by a successor, so not journalled. */
    private Failure verdict;

    /** The last one that could not read its checkpoint. */
    private int corruptedAttempt = JobFacts.NO_ATTEMPT;

    /** When what failed began to, and when it is to start again. */
    private long failedSinceMs;

    private long restartAtMs;
    private long changes;

    /** Takes up a job where its facts say it stands; for a job that had tasks, waits for their TaskManagers' reports. */
    public JobMaster(
            JobFacts facts,
            RestartSettings restart,
            Step step,
            ResourceManager resources,
            JobManagerSettings settings) {
        this.facts = facts;
        this.restart = restart;
        SlotGroups groups = new SlotGroups(facts.graph());
        context = new JobContext(facts.graph(), groups, step, resources, settings);
        slots = resources.need(facts.graph().jobId(), groups.widths());
        checkpoints = new CheckpointCoordinator(
                facts.graph(),
                CheckpointSettings.of(facts.graph().configuration(), settings.checkpointDirectory()),
                facts.checkpoints(),
                step,
                failure -> onTasksFailed(facts.regions().all(), failure, true));
        boolean hadTasks = facts.attempt() != JobFacts.NO_ATTEMPT;
        TaskState state = hadTasks ? TaskState.DEPLOYING : TaskState.CREATED;
        tasks = new Executions(context, new Listener(), new ExecutionGraph(facts, state));
        status = statusFromFacts(hadTasks);
        if (hadTasks) {
            recover();
        }
        refuseTheImpossible();
    }

    private JobStatus statusFromFacts(boolean hadTasks) {
        if (facts.cancelRequested()) {
            return JobStatus.CANCELLING;
        }
        if (facts.regionsFailed() != null) {
            return mayRestart() ? JobStatus.RESTARTING : JobStatus.FAILING;
        }
        return hadTasks ? JobStatus.RUNNING : JobStatus.CREATED;
    }

    private void recover() {
        if (isGoingOn()) {
            checkpoints.onTasksStarted(tasks.graph());
            tasks.cancel(facts.down());
        } else {
            tasks.cancel(facts.regions().all());
        }
        if (status == JobStatus.RESTARTING) {
            restartLater();
        }
        long waitMs = context.settings().liveness().recoveryTimeoutMs();
        context.step().after(waitMs, () -> tasks.giveUpUnlocated(waitMs));
    }

    private void refuseTheImpossible() {
        JobManagerSettings.Slots limits = context.settings().slots();
        int available = limits.fixedTaskManagers() * limits.perTaskManager();
        if (!limits.elastic() && slots.needed() > available) {
            failForGood(Failure.because("Job '" + facts.graph().name() + "' needs " + slots.needed()
                    + " slots, but there are only " + available + ": " + limits.fixedTaskManagers()
                    + " TaskManagers with " + limits.perTaskManager()
                    + " slots each. Lower the parallelism (parallelism.default), or raise taskmanager.numberOfTaskSlots"
                    + " or minicluster.number-of-taskmanagers."));
        }
    }

    public JobFacts facts() {
        return facts;
    }

    public JobStatus status() {
        return status;
    }

    // ---- what comes from outside

    /** A person wants the job to end. */
    public void cancel() {
        if (Transitions.allows(status, JobStatus.CANCELLING)) {
            JournalRecord.CancelRequested cancel =
                    new JournalRecord.CancelRequested(facts.graph().jobId(), now());
            context.step().append(cancel);
            facts.apply(cancel);
            transition(JobStatus.CANCELLING);
            endAll(Failure.because("The job was cancelled."));
        }
    }

    /** Slots that the job misses can't be had: it can not be started any more. */
    public void onResourcesUnavailable(Failure failure) {
        boolean waits = status == JobStatus.CREATED || status == JobStatus.RESTARTING;
        if (waits && slots.missing() > 0) {
            failForGood(failure);
        }
    }

    /** Another JobManager leads the job now; nothing more comes from this one. */
    public void suspend() {
        transition(JobStatus.SUSPENDED);
    }

    public void onTaskManagerLost(TaskManager taskManager, Failure failure) {
        tasks.onTaskManagerLost(taskManager, failure);
    }

    /** One task has changed; returns the report if the task should not be there. */
    public List<TaskReport> onChange(TaskManager from, List<TaskReport> reports) {
        return tasks.onReports(slots, from, reports, Occasion.CHANGE);
    }

    /** All tasks of the job that a TaskManager has, perhaps none; returns those that should not be there. */
    public List<TaskReport> onFullReport(TaskManager from, List<TaskReport> reports, boolean newConnection) {
        List<TaskReport> strays =
                tasks.onReports(slots, from, reports, newConnection ? Occasion.REGISTRATION : Occasion.HEARTBEAT);
        if (newConnection && isGoingOn()) {
            checkpoints.onReconnected(
                    from.id(),
                    tasks.graph().on(from).stream().map(Execution::id).toList());
        }
        return strays;
    }

    /** For what comes of its checkpoints. */
    public CheckpointCoordinator checkpoints() {
        return checkpoints;
    }

    public void onCheckpointLoadFailed(String pointer, Failure failure) {
        checkpoints.onLoadFailed(pointer, failure, facts.attempt() != JobFacts.NO_ATTEMPT);
    }

    /** True if the TaskManager has tasks of the job, or had and none has been started again elsewhere. */
    public boolean uses(TaskManager taskManager) {
        return !tasks.graph().on(taskManager).isEmpty();
    }

    /** True if there are tasks that are not to end, or that are about to be started. */
    private boolean isGoingOn() {
        return status == JobStatus.RUNNING || status == JobStatus.RESTARTING;
    }

    // ---- going on

    /** Goes on as far as it can; true if that changed the job's state. */
    public boolean proceed() {
        if (status.isTerminalState()) {
            return false;
        }
        checkpoints.proceed();
        context.resources().setAsking(slots, asksForSlots());
        if (liveTasksToEnd() > 0 || context.resources().hasStrays(facts.graph().jobId())) {
            return false;
        }
        return switch (status) {
            case CREATED -> start();
            // A slot that seems to be missing may be that of a task that goes on, and that its TaskManager has not
            // reported yet.
            case RESTARTING -> now() >= restartAtMs && tasks.graph().unlocatedCount() == 0 && start();
            case RUNNING -> tasks.graph().allFinished() && end(JobStatus.FINISHED, null);
            case FAILING -> end(JobStatus.FAILED, verdict == null ? facts.failure() : verdict);
            case CANCELLING -> end(JobStatus.CANCELED, null);
            case FAILED, CANCELED, FINISHED, SUSPENDED -> false;
        };
    }

    /** Those that have to end before the job gets on. */
    private int liveTasksToEnd() {
        return tasks.graph()
                .live(
                        status == JobStatus.RESTARTING
                                ? facts.down()
                                : facts.regions().all());
    }

    private boolean asksForSlots() {
        return switch (status) {
            case CREATED, RESTARTING -> true;
            case RUNNING -> tasks.graph().unlocatedCount() > 0;
            case FAILING, CANCELLING, FAILED, CANCELED, FINISHED, SUSPENDED -> false;
        };
    }

    private boolean start() {
        if (!checkpoints.isReadyToRestore()) {
            return false;
        }
        List<List<TaskRestore>> restores;
        try {
            restores = checkpoints.restores();
        } catch (RestoreImpossibleException e) {
            failForGood(e.failure());
            return true;
        }
        if (!context.resources().fill(slots)) {
            return false;
        }
        Set<Integer> regions = Set.copyOf(facts.down());
        JournalRecord.RegionsStarted started =
                new JournalRecord.RegionsStarted(facts.graph().jobId(), regions, facts.attempt() + 1, now());
        context.step().append(started);
        facts.apply(started);
        transition(JobStatus.RUNNING);
        tasks.deploy(slots, regions, started.attempt(), restores);
        checkpoints.onTasksStarted(tasks.graph());
        return true;
    }

    private boolean end(JobStatus terminal, Failure failure) {
        checkpoints.beforeJobEnds(terminal, failure);
        JournalRecord.JobEnded ended = new JournalRecord.JobEnded(facts.graph().jobId(), terminal, failure, now());
        context.step().append(ended);
        facts.apply(ended);
        transition(terminal);
        context.step().effect(new Effect.JobEnded(facts.graph().jobId(), terminal, failure));
        // Before the sweep: TaskManagers that still write for a checkpoint remove it themselves.
        tasks.release();
        checkpoints.onJobEnded(terminal);
        context.resources().release(slots);
        return true;
    }

    private final class Listener implements Executions.Listener {
        @Override
        public void onTasksFailed(List<Execution> failed, Failure failure, boolean counted) {
            Set<Integer> regions = failed.stream().map(Execution::region).collect(Collectors.toSet());
            JobMaster.this.onTasksFailed(regions, failure, counted);
        }

        @Override
        public void onTaskFinished(ExecutionAttemptId task) {
            checkpoints.onTaskFinished(task);
        }
    }

    private void onTasksFailed(Set<Integer> regions, Failure failure, boolean counted) {
        Set<Integer> failing =
                new TreeSet<>(takesAllAlong(failure) ? facts.regions().all() : regions);
        failing.removeAll(facts.down());
        if (status == JobStatus.RUNNING && !failing.isEmpty()) {
            // Another checkpoint is taken next time, or none is left: the number of tries has its own bound.
            journal(failing, failure, counted && !failure.corruptCheckpoint());
            if (mayRestart()) {
                transition(JobStatus.RESTARTING);
                restartLater();
                endRegions(failing, failure);
            } else {
                transition(JobStatus.FAILING);
                endAll(failure);
            }
        } else if (status == JobStatus.RESTARTING && !failing.isEmpty()) {
            // They are started again together with those that failed before.
            Failure cause = hasWorseExplanationThan(failure) ? failure : facts.failure();
            journal(failing, cause, facts.regionsFailed().counted());
            scheduleRestart();
            endRegions(failing, failure);
        } else if (hasWorseExplanationThan(failure)) {
            journal(Set.of(), failure, facts.regionsFailed().counted());
            if (status == JobStatus.RESTARTING) {
                scheduleRestart();
            }
        }
        noteCorruption(failure);
    }

    /** What is not of one region alone: all go back to an earlier checkpoint, or all start again from that with which the job was to end. */
    private boolean takesAllAlong(Failure failure) {
        return failure.corruptCheckpoint() || checkpoints.hasStoppedTasks();
    }

    /** Several tasks may say so of the one checkpoint that their attempt was started from. */
    private void noteCorruption(Failure failure) {
        if (failure.corruptCheckpoint() && corruptedAttempt < facts.attempt()) {
            corruptedAttempt = facts.attempt();
            checkpoints.onCorrupt(failure);
        }
    }

    private void endRegions(Set<Integer> regions, Failure failure) {
        checkpoints.onTasksFailed(failure);
        tasks.cancel(regions);
    }

    private void endAll(Failure failure) {
        checkpoints.onTasksEnded(failure);
        tasks.cancel(facts.regions().all());
    }

    /** True if the failure so far only follows from another one, and this may be that one. */
    private boolean hasWorseExplanationThan(Failure failure) {
        boolean failed = status == JobStatus.RESTARTING || status == JobStatus.FAILING;
        return failed && facts.failure() != null && facts.failure().secondary() && !failure.secondary();
    }

    private void journal(Set<Integer> regions, Failure failure, boolean counted) {
        JournalRecord.RegionsFailed failed =
                new JournalRecord.RegionsFailed(facts.graph().jobId(), regions, failure, counted, now());
        context.step().append(failed);
        facts.apply(failed);
        changes++;
    }

    private void restartLater() {
        failedSinceMs = now();
        scheduleRestart();
    }

    /** The delay depends on why the job fails, which may become known better while it passes. */
    private void scheduleRestart() {
        restartAtMs = failedSinceMs + restartDelayMs().orElseThrow();
        context.step().after(Math.max(0, restartAtMs - now()), this::proceed);
    }

    private boolean mayRestart() {
        return restartDelayMs().isPresent();
    }

    /** What is not the job's fault does not use up its restarts. */
    private OptionalLong restartDelayMs() {
        return facts.regionsFailed().counted()
                ? restart.delayMs(facts.failedAttempts(), facts.graph().jobId().lower())
                : OptionalLong.of(0);
    }

    private void failForGood(Failure failure) {
        if (Transitions.allows(status, JobStatus.FAILING)) {
            verdict = failure;
            transition(JobStatus.FAILING);
            endAll(failure);
        }
    }

    private void transition(JobStatus to) {
        Transitions.require(
                Transitions.allows(status, to), "Job " + facts.graph().jobId(), status, to);
        status = to;
        changes++;
    }

    private long now() {
        return context.step().nowMs();
    }

    // ---- what people see

    /** Grows with every change; higher in a later epoch than in all earlier ones. */
    public long version() {
        return (context.step().epoch().number() << 32) + changes + tasks.changes() + checkpoints.changes();
    }

    public JobOverview overview() {
        return new JobOverview(
                facts.graph().jobId(),
                facts.graph().name(),
                status,
                facts.submittedMs(),
                facts.ended() == null ? 0 : facts.ended().atMs(),
                tasks.graph().tasks(),
                tasks.graph().running());
    }

    public JobDetails details() {
        Failure failure = verdict == null ? facts.failure() : verdict;
        return new JobDetails(
                overview(),
                version(),
                facts.restarts(),
                failure,
                waitingFor(),
                checkpoints.lastFailure(),
                tasks.graph().details());
    }

    private String waitingFor() {
        return switch (status) {
            case CREATED, RESTARTING ->
                liveTasksToEnd() > 0
                        ? liveTasksToEnd() + " tasks to end"
                        : !checkpoints.isReadyToRestore()
                                ? checkpoints.describeWait()
                                : context.resources().describeWait(slots);
            case RUNNING -> describeRecovery();
            case FAILING, CANCELLING -> liveTasksToEnd() + " tasks to end";
            case FAILED, CANCELED, FINISHED, SUSPENDED -> "";
        };
    }

    private String describeRecovery() {
        int unlocated = tasks.graph().unlocatedCount();
        return unlocated == 0
                ? ""
                : "TaskManagers to report " + unlocated + " of " + tasks.graph().tasks()
                        + " tasks after the JobManager failed over";
    }
}

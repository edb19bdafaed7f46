package io.weft.jobmanager.job;

import io.weft.api.execution.JobStatus;
import io.weft.jobmanager.checkpoint.CheckpointCoordinator;
import io.weft.jobmanager.checkpoint.CheckpointSettings;
import io.weft.jobmanager.checkpoint.RestoreImpossibleException;
import io.weft.jobmanager.job.Attempt.Occasion;
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

/**
 * Leads one job from its submission to its end. All its tasks are started together, and together they are started again: a failure of
 * one cancels the others, and when none is left the next attempt begins or the job ends.
 */
public final class JobMaster {

    private final JobFacts facts;
    private final JobContext context;
    private final RestartSettings restart;
    private final JobSlots slots;
    private final CheckpointCoordinator checkpoints;
    private Attempt attempt;
    private JobStatus status;
    /** Why the job fails if that is not its attempt's failure: found out again by a successor, so not journalled. */
    private Failure verdict;

    /** The last one that could not read its checkpoint. */
    private int corruptedAttempt = JobFacts.NO_ATTEMPT;

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
                failure -> onTaskFailed(failure, true));
        boolean hadTasks = facts.attempt() != JobFacts.NO_ATTEMPT;
        TaskState tasks = hadTasks ? TaskState.DEPLOYING : TaskState.CREATED;
        attempt = newAttempt(Math.max(0, facts.attempt()), tasks);
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
        if (facts.attemptFailed() != null) {
            return mayRestart() ? JobStatus.RESTARTING : JobStatus.FAILING;
        }
        return hadTasks ? JobStatus.RUNNING : JobStatus.CREATED;
    }

    private void recover() {
        if (status == JobStatus.RUNNING) {
            checkpoints.onAttemptStarted(attempt.graph());
        } else {
            attempt.cancel();
        }
        if (status == JobStatus.RESTARTING) {
            restartLater();
        }
        long waitMs = context.settings().liveness().recoveryTimeoutMs();
        Attempt recovered = attempt;
        context.step().after(waitMs, () -> recovered.giveUpUnlocated(waitMs));
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

    private Attempt newAttempt(int number, TaskState state) {
        return new Attempt(context, new Listener(), new ExecutionGraph(facts.graph(), number, state));
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
            endAttempt(Failure.because("The job was cancelled."));
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
        attempt.onTaskManagerLost(taskManager, failure);
    }

    /** One task has changed; returns the report if the task should not be there. */
    public List<TaskReport> onChange(TaskManager from, List<TaskReport> reports) {
        return attempt.onReports(slots, from, reports, Occasion.CHANGE);
    }

    /** All tasks of the job that a TaskManager has, perhaps none; returns those that should not be there. */
    public List<TaskReport> onFullReport(TaskManager from, List<TaskReport> reports, boolean newConnection) {
        List<TaskReport> strays =
                attempt.onReports(slots, from, reports, newConnection ? Occasion.REGISTRATION : Occasion.HEARTBEAT);
        if (newConnection && status == JobStatus.RUNNING) {
            checkpoints.onReconnected(
                    from.id(),
                    attempt.graph().on(from).stream().map(Execution::id).toList());
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

    /** True if the TaskManager has or had tasks of the present attempt. */
    public boolean uses(TaskManager taskManager) {
        return !attempt.graph().on(taskManager).isEmpty();
    }

    // ---- going on

    /** Goes on as far as it can; true if that changed the job's state. */
    public boolean proceed() {
        if (status.isTerminalState()) {
            return false;
        }
        checkpoints.proceed();
        context.resources().setAsking(slots, asksForSlots());
        if (attempt.graph().live() > 0
                || context.resources().hasStrays(facts.graph().jobId())) {
            return false;
        }
        return switch (status) {
            case CREATED -> start();
            case RESTARTING -> now() >= restartAtMs && start();
            case RUNNING -> attempt.graph().allFinished() && end(JobStatus.FINISHED, null);
            case FAILING -> end(JobStatus.FAILED, verdict == null ? facts.failure() : verdict);
            case CANCELLING -> end(JobStatus.CANCELED, null);
            case FAILED, CANCELED, FINISHED, SUSPENDED -> false;
        };
    }

    private boolean asksForSlots() {
        return switch (status) {
            case CREATED, RESTARTING -> true;
            case RUNNING -> attempt.graph().unlocatedCount() > 0;
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
        JournalRecord.AttemptStarted started =
                new JournalRecord.AttemptStarted(facts.graph().jobId(), facts.attempt() + 1, now());
        context.step().append(started);
        facts.apply(started);
        transition(JobStatus.RUNNING);
        Attempt former = attempt;
        changes += former.changes();
        attempt = newAttempt(started.attempt(), TaskState.CREATED);
        attempt.deploy(slots, restores);
        checkpoints.onAttemptStarted(attempt.graph());
        former.release(attempt.graph());
        return true;
    }

    private boolean end(JobStatus terminal, Failure failure) {
        checkpoints.beforeJobEnds(terminal);
        JournalRecord.JobEnded ended = new JournalRecord.JobEnded(facts.graph().jobId(), terminal, failure, now());
        context.step().append(ended);
        facts.apply(ended);
        transition(terminal);
        context.step().effect(new Effect.JobEnded(facts.graph().jobId(), terminal, failure));
        // Before the sweep: TaskManagers that still write for a checkpoint remove it themselves.
        attempt.release(null);
        checkpoints.onJobEnded(terminal);
        context.resources().release(slots);
        return true;
    }

    private final class Listener implements Attempt.Listener {
        @Override
        public void onTaskFailed(Failure failure, boolean counted) {
            JobMaster.this.onTaskFailed(failure, counted);
        }

        @Override
        public void onTaskFinished(ExecutionAttemptId task) {
            checkpoints.onTaskFinished(task);
        }
    }

    private void onTaskFailed(Failure failure, boolean counted) {
        if (status == JobStatus.RUNNING) {
            // Another checkpoint is taken next time, or none is left: the number of tries has its own bound.
            journal(failure, counted && !failure.corruptCheckpoint());
            if (mayRestart()) {
                transition(JobStatus.RESTARTING);
                restartLater();
            } else {
                transition(JobStatus.FAILING);
            }
            endAttempt(failure);
        } else if (hasWorseExplanationThan(failure)) {
            journal(failure, facts.attemptFailed().counted());
        }
        noteCorruption(failure);
    }

    /** Several tasks may say so of the one checkpoint that their attempt was started from. */
    private void noteCorruption(Failure failure) {
        if (failure.corruptCheckpoint() && corruptedAttempt < facts.attempt()) {
            corruptedAttempt = facts.attempt();
            checkpoints.onCorrupt(failure);
        }
    }

    private void endAttempt(Failure failure) {
        checkpoints.onAttemptEnded(failure);
        attempt.cancel();
    }

    /** True if the attempt's failure so far only follows from another one, and this may be that one. */
    private boolean hasWorseExplanationThan(Failure failure) {
        boolean attemptFailed = status == JobStatus.RESTARTING || status == JobStatus.FAILING;
        return attemptFailed && facts.failure() != null && facts.failure().secondary() && !failure.secondary();
    }

    private void journal(Failure failure, boolean counted) {
        JournalRecord.AttemptFailed failed =
                new JournalRecord.AttemptFailed(facts.graph().jobId(), facts.attempt(), failure, counted, now());
        context.step().append(failed);
        facts.apply(failed);
        changes++;
    }

    private void restartLater() {
        long delayMs = restartDelayMs().orElseThrow();
        restartAtMs = now() + delayMs;
        context.step().after(delayMs, this::proceed);
    }

    private boolean mayRestart() {
        return restartDelayMs().isPresent();
    }

    /** What is not the job's fault does not use up its restarts. */
    private OptionalLong restartDelayMs() {
        return facts.attemptFailed().counted()
                ? restart.delayMs(facts.failedAttempts(), facts.graph().jobId().lower())
                : OptionalLong.of(0);
    }

    private void failForGood(Failure failure) {
        if (Transitions.allows(status, JobStatus.FAILING)) {
            verdict = failure;
            transition(JobStatus.FAILING);
            endAttempt(failure);
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
        return (context.step().epoch().number() << 32) + changes + attempt.changes();
    }

    public JobOverview overview() {
        return new JobOverview(
                facts.graph().jobId(),
                facts.graph().name(),
                status,
                facts.submittedMs(),
                facts.ended() == null ? 0 : facts.ended().atMs(),
                attempt.graph().tasks(),
                attempt.graph().running());
    }

    public JobDetails details() {
        Failure failure = verdict == null ? facts.failure() : verdict;
        return new JobDetails(
                overview(),
                version(),
                facts.restarts(),
                failure,
                waitingFor(),
                attempt.graph().details());
    }

    private String waitingFor() {
        return switch (status) {
            case CREATED, RESTARTING ->
                attempt.graph().live() > 0
                        ? attempt.graph().live() + " tasks to end"
                        : !checkpoints.isReadyToRestore()
                                ? checkpoints.describeWait()
                                : context.resources().describeWait(slots);
            case RUNNING -> describeRecovery();
            case FAILING, CANCELLING -> attempt.graph().live() + " tasks to end";
            case FAILED, CANCELED, FINISHED, SUSPENDED -> "";
        };
    }

    private String describeRecovery() {
        int unlocated = attempt.graph().unlocatedCount();
        return unlocated == 0
                ? ""
                : "TaskManagers to report " + unlocated + " of "
                        + attempt.graph().tasks() + " tasks after the JobManager failed over";
    }
}

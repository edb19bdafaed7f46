package io.weft.jobmanager.simulation;

import io.weft.api.execution.ExternalizedCheckpointRetention;
import io.weft.api.execution.JobID;
import io.weft.api.execution.JobStatus;
import io.weft.jobmanager.job.Transitions;
import io.weft.jobmanager.port.Effect;
import io.weft.jobmanager.port.JournalRecord;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.Failure;
import io.weft.model.TaskManagerId;
import io.weft.model.TaskState;
import io.weft.model.checkpoint.CheckpointKind;
import io.weft.model.checkpoint.CheckpointMetadata;
import io.weft.model.message.ClientResponse.JobDetails;
import io.weft.model.message.TaskDeployment;
import io.weft.model.message.TaskDeployment.EdgeChannels;
import io.weft.model.message.TaskManagerMessage.DeployTasks;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sees everything, the control plane only what reaches it; checks after every event that what must never happen has not. */
final class Truth {

    private final Cluster cluster;
    private final Map<ExecutionAttemptId, TaskManagerId> deployedAt = new HashMap<>();
    private final Map<ExecutionAttemptId, TaskState> states = new HashMap<>();
    /** The latest run of each subtask that was deployed, by its first. */
    private final Map<ExecutionAttemptId, Integer> latestAttempt = new HashMap<>();

    private final Map<JobID, List<Set<JobPlan.Task>>> regions = new HashMap<>();
    /** Until when the JobManager may take a TaskManager for lost. */
    private final Map<TaskManagerId, Long> inTroubleUntilMs = new HashMap<>();

    Truth(Cluster cluster) {
        this.cluster = cluster;
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be this module's only use of its library
    void require(boolean holds, String format, Object... arguments) {
        if (!holds) {
            throw new AssertionError(String.format(format, arguments));
        }
    }

    // ---- what a JobManager decides

    void onEffects(SimulatedJobManager from, List<Effect> effects) {
        for (Effect effect : effects) {
            // What a JobManager that has been replaced decides is never sent: it waits for a record that will not be
            // durable.
            boolean counts = cluster.isCurrent(from);
            if (counts && effect instanceof Effect.Send send && send.message() instanceof DeployTasks deploy) {
                // What is sent again was decided when a TaskManager may have been out of reach that has come back
                // since.
                deploy.tasks().stream()
                        .map(TaskDeployment::attempt)
                        .filter(attempt -> !deployedAt.containsKey(attempt))
                        .forEach(attempt -> checkAlone(from, attempt));
            } else if (effect instanceof Effect.JobEnded ended && cluster.isCurrent(from)) {
                onJobEnded(from, ended);
            } else if (counts
                    && effect instanceof Effect.Append append
                    && append.entry() instanceof JournalRecord.RegionsFailed failed) {
                checkAffected(failed);
            } else if (effect instanceof Effect.RequestTaskManagers request) {
                require(request.total() < 50, "%s TaskManagers wanted", request.total());
            }
        }
    }

    /** A deployment leaves the JobManager: what it depends on is durable. */
    void onDeploymentSent(TaskManagerId to, DeployTasks deploy) {
        for (TaskDeployment task : deploy.tasks()) {
            ExecutionAttemptId attempt = task.attempt();
            TaskManagerId earlier = deployedAt.putIfAbsent(attempt, to);
            require(earlier == null || earlier.equals(to), "%s deployed to %s and to %s", attempt, earlier, to);
            int latest = latestAttempt.merge(firstOf(attempt), attempt.attempt(), Math::max);
            require(latest == attempt.attempt(), "%s deployed after attempt %s", attempt, latest);
        }
        deploy.tasks().forEach(this::checkChannels);
    }

    /** No other run of the subtask lives in a TaskManager that this JobManager can reach. */
    private void checkAlone(SimulatedJobManager from, ExecutionAttemptId attempt) {
        for (SimulatedTaskManager taskManager : cluster.yarn().running()) {
            for (SimulatedTaskManager.Task task : taskManager.tasks()) {
                ExecutionAttemptId other = task.id();
                boolean rival = task.isLive()
                        && other.job().equals(attempt.job())
                        && other.vertex() == attempt.vertex()
                        && other.subtask() == attempt.subtask()
                        && other.attempt() != attempt.attempt();
                require(
                        !(rival && from.hasWelcomed(taskManager.id())),
                        "%s deployed while %s lives in %s",
                        attempt,
                        other,
                        taskManager.id());
            }
        }
    }

    private void checkChannels(TaskDeployment task) {
        for (List<EdgeChannels> side : List.of(task.inputs(), task.outputs())) {
            for (EdgeChannels edge : side) {
                require(!edge.peers().isEmpty(), "%s has no peers on edge %s", task.attempt(), edge.edge());
                for (TaskDeployment.Peer peer : edge.peers()) {
                    TaskManagerId place = deployedAt.get(peer.attempt());
                    require(
                            peer.attempt().attempt() == task.attempt().attempt()
                                    && (place == null
                                            || place.equals(peer.location().id())),
                            "%s is told that %s is at %s, but it is at %s",
                            task.attempt(),
                            peer.attempt(),
                            peer.location(),
                            place);
                }
            }
        }
    }

    private void onJobEnded(SimulatedJobManager from, Effect.JobEnded ended) {
        deployedAt.keySet().stream()
                .filter(attempt ->
                        attempt.job().equals(ended.job()) && attempt.attempt() == latestAttempt.get(firstOf(attempt)))
                .forEach(attempt -> require(
                        ended.status() != JobStatus.FINISHED || states.get(attempt) == TaskState.FINISHED,
                        "job %s FINISHED, but %s is %s",
                        ended.job(),
                        attempt,
                        states.get(attempt)));
        for (SimulatedTaskManager taskManager : cluster.yarn().running()) {
            for (SimulatedTaskManager.Task task : taskManager.tasks()) {
                boolean left = task.isLive() && task.id().job().equals(ended.job());
                require(
                        !(left && from.hasWelcomed(taskManager.id())),
                        "job %s is %s, but %s lives in %s",
                        ended.job(),
                        ended.status(),
                        task.id(),
                        taskManager.id());
            }
        }
    }

    void onEffectsAfterTheEnd(List<Effect> effects) {
        for (Effect effect : effects) {
            require(effect instanceof Effect.Reply || effect instanceof Effect.Send, "%s after the end", effect);
        }
    }

    // ---- regions

    private static ExecutionAttemptId firstOf(ExecutionAttemptId attempt) {
        return new ExecutionAttemptId(attempt.job(), attempt.vertex(), attempt.subtask(), 0);
    }

    private List<Set<JobPlan.Task>> regions(JobID job) {
        return regions.computeIfAbsent(job, id -> cluster.plan(id).regions());
    }

    /** The number of a task's region. */
    int region(ExecutionAttemptId task) {
        List<Set<JobPlan.Task>> all = regions(task.job());
        JobPlan.Task wanted = new JobPlan.Task(task.vertex(), task.subtask());
        for (int region = 0; region < all.size(); region++) {
            if (all.get(region).contains(wanted)) {
                return region;
            }
        }
        throw new AssertionError(task + " is in no region");
    }

    /** A TaskManager is cut off or stands still: for so long, and a while later, whatever comes of it. */
    void onTrouble(TaskManagerId taskManager, long ms) {
        inTroubleUntilMs.merge(taskManager, cluster.world().nowMs() + ms + 15_000, Math::max);
    }

    /** A region whose tasks all live, and are where they were deployed, is let alone. */
    private void checkAffected(JournalRecord.RegionsFailed failed) {
        boolean ofAll = failed.failure().message().contains("tolerable-failed-checkpoints")
                || cluster.isStopWanted(failed.job());
        for (int region : failed.regions()) {
            boolean sound = regions(failed.job()).get(region).stream()
                    .map(task -> latestRun(failed.job(), region, task))
                    .allMatch(this::isSound);
            require(
                    !sound || ofAll || isDamaged(failed.job()),
                    "region %s of job %s is taken for failed, but all of its tasks live: %s",
                    region,
                    failed.job(),
                    failed.failure());
        }
    }

    private boolean isDamaged(JobID job) {
        JobPlan.Checkpoints checkpoints = cluster.plan(job).checkpoints();
        return checkpoints != null && checkpoints.damaged();
    }

    private ExecutionAttemptId latestRun(JobID job, int region, JobPlan.Task task) {
        int attempt = -1;
        for (JournalRecord entry : cluster.journal()) {
            if (entry instanceof JournalRecord.RegionsStarted started
                    && started.job().equals(job)
                    && started.regions().contains(region)) {
                attempt = started.attempt();
            }
        }
        return new ExecutionAttemptId(job, task.vertex(), task.subtask(), attempt);
    }

    private boolean isSound(ExecutionAttemptId run) {
        TaskState state = states.get(run);
        TaskManagerId place = deployedAt.get(run);
        boolean lives = state != null && (!state.isTerminal() || state == TaskState.FINISHED);
        return lives
                && cluster.yarn().running().stream()
                        .anyMatch(taskManager -> taskManager.id().equals(place))
                && inTroubleUntilMs.getOrDefault(place, 0L) < cluster.world().nowMs();
    }

    /** A task is told to end: its region has failed, or the whole job ends. */
    void onCancelled(ExecutionAttemptId task) {
        JobPlan plan = cluster.plan(task.job());
        if (plan.cancelled() || !plan.unlimitedRestarts() || isDamaged(task.job())) {
            return;
        }
        boolean running = false;
        int region = region(task);
        for (JournalRecord entry : cluster.journal()) {
            if (entry instanceof JournalRecord.RegionsStarted started
                    && started.job().equals(task.job())
                    && started.regions().contains(region)) {
                running = started.attempt() == task.attempt();
            } else if (entry instanceof JournalRecord.RegionsFailed failed
                    && failed.job().equals(task.job())
                    && failed.regions().contains(region)) {
                running = false;
            }
        }
        require(!running, "%s is told to end, but its region has not failed", task);
    }

    // ---- what happens in TaskManagers

    void onTaskStarts(SimulatedTaskManager in, SimulatedTaskManager.Task task) {
        states.put(task.id(), task.state());
        for (SimulatedTaskManager.Task other : in.tasks()) {
            boolean sharable = other.id().job().equals(task.id().job())
                    && other.id().vertex() != task.id().vertex()
                    && (other.id().attempt() == task.id().attempt() || region(other.id()) != region(task.id()));
            require(
                    !other.isLive() || other.slot() != task.slot() || sharable,
                    "%s and %s are both in slot %s of %s",
                    other.id(),
                    task.id(),
                    task.slot(),
                    in.id());
        }
    }

    void onTaskState(SimulatedTaskManager.Task task) {
        states.put(task.id(), task.state());
    }

    void onReleaseJob(SimulatedTaskManager at, JobID job) {
        for (SimulatedTaskManager.Task task : at.tasks()) {
            require(!task.isLive() || !task.id().job().equals(job), "job released while %s lives", task.id());
        }
    }

    // ---- what is left of a job

    /** Every record counts exactly once; nobody but who damages files can change that. */
    void checkOutput(JobPlan plan, JobStatus status) {
        if (plan.checkpoints() == null) {
            return;
        }
        Map<Long, Integer> output = cluster.output().of(plan.id());
        if (!plan.checkpoints().damaged()) {
            output.forEach(
                    (id, count) -> require(count == 1, "job %s: record %x counts %s times", plan.id(), id, count));
        }
        CheckpointMetadata stop = status == JobStatus.FINISHED ? savepointThatEnded(plan.id()) : null;
        if (stop != null && !plan.checkpoints().damaged()) {
            checkStopped(plan, stop, output.keySet());
        } else if (status == JobStatus.FINISHED && stop == null) {
            require(
                    output.size() == plan.records(),
                    "job %s: %s of %s records were committed",
                    plan.id(),
                    output.size(),
                    plan.records());
        }
    }

    /** The savepoint if it was the last thing the job did before it ended, else null. */
    private CheckpointMetadata savepointThatEnded(JobID job) {
        JournalRecord.CheckpointCompleted last = null;
        for (JournalRecord entry : cluster.journal()) {
            if (entry instanceof JournalRecord.CheckpointCompleted completed
                    && completed.job().equals(job)
                    && completed.kind() != CheckpointKind.SAVEPOINT) {
                last = completed;
            }
        }
        boolean stopped = last != null && last.kind().endsJob();
        return stopped
                ? (CheckpointMetadata) cluster.files().below(last.pointer()).get(last.pointer() + "/_metadata")
                : null;
    }

    /** Each record that the sources had emitted was committed or is in the savepoint. */
    private void checkStopped(JobPlan plan, CheckpointMetadata savepoint, Set<Long> committed) {
        Set<Long> expected = new HashSet<>();
        Set<Long> found = new HashSet<>(committed);
        for (int vertex = 0; vertex < savepoint.operators().size(); vertex++) {
            List<CheckpointMetadata.SubtaskState> subtasks =
                    savepoint.operators().get(vertex).subtasks();
            for (int subtask = 0; subtask < subtasks.size(); subtask++) {
                for (Flow.State state : cluster.files().states(subtasks.get(subtask))) {
                    found.addAll(state.held());
                    for (long number = 0; number < state.next(); number++) {
                        expected.add(JobPlan.record(vertex, subtask, number));
                    }
                }
            }
        }
        require(
                found.equals(expected),
                "job %s was stopped: of its sources' %s records %s were committed or kept",
                plan.id(),
                expected.size(),
                found.size());
    }

    /** What the settings ask for is whole, and there is nothing else. */
    void checkFiles(JobPlan plan, JobStatus status, Failure failure) {
        Map<String, Object> files = cluster.files().of(plan.id());
        boolean unusable = failure != null && failure.message().contains("no checkpoint left");
        if (files.isEmpty() || unusable) {
            return;
        }
        ExternalizedCheckpointRetention retention = plan.checkpoints().retention();
        boolean kept = status == JobStatus.CANCELED
                ? retention == ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION
                : status == JobStatus.FAILED
                        && retention != ExternalizedCheckpointRetention.NO_EXTERNALIZED_CHECKPOINTS;
        require(kept, "job %s is %s and leaves %s", plan.id(), status, files.keySet());
        if (plan.checkpoints().damaged()) {
            return;
        }
        Set<String> needed = new HashSet<>();
        int complete = 0;
        for (Map.Entry<String, Object> file : files.entrySet()) {
            if (file.getValue() instanceof CheckpointMetadata checkpoint) {
                complete++;
                needed.add(file.getKey());
                needed.addAll(SimulatedFiles.of(checkpoint));
            }
        }
        require(
                complete <= plan.checkpoints().retained(),
                "job %s leaves %s checkpoints, not %s",
                plan.id(),
                complete,
                plan.checkpoints().retained());
        for (String file : needed) {
            require(cluster.files().exists(file), "%s is gone, but a retained checkpoint needs it", file);
        }
        for (String file : files.keySet()) {
            require(needed.contains(file), "nobody needs %s", file);
        }
    }

    /** A savepoint is there as a whole or not at all. */
    void checkSavepoint(String directory, boolean stored) {
        Map<String, Object> files = cluster.files().below(directory);
        if (!stored) {
            require(files.isEmpty(), "a savepoint was refused, and there is %s", files.keySet());
            return;
        }
        require(
                files.get(directory + "/_metadata") instanceof CheckpointMetadata,
                "savepoint %s has no metadata",
                directory);
        CheckpointMetadata savepoint = (CheckpointMetadata) files.get(directory + "/_metadata");
        for (String file : SimulatedFiles.of(savepoint)) {
            require(files.containsKey(file), "savepoint %s needs %s", directory, file);
        }
    }

    // ---- what clients see and what the journal says

    void onSeen(JobDetails before, JobDetails after) {
        if (before != null) {
            require(after.version() >= before.version(), "version %s after %s", after.version(), before.version());
            JobStatus from = before.overview().status();
            require(
                    !from.isGloballyTerminalState() || from == after.overview().status(),
                    "job went from %s to %s",
                    from,
                    after.overview().status());
        }
    }

    void checkJournal(List<JournalRecord> journal) {
        Map<JobID, JobStatus> ended = new HashMap<>();
        Map<JobID, Integer> attempts = new HashMap<>();
        for (JournalRecord entry : journal) {
            if (entry instanceof JournalRecord.JobEnded end) {
                require(ended.put(end.job(), end.status()) == null, "job %s ended twice", end.job());
                require(Transitions.allows(previous(end.status()), end.status()), "%s is no end", end.status());
            } else if (entry instanceof JournalRecord.RegionsStarted started) {
                int expected = attempts.merge(started.job(), 1, Integer::sum) - 1;
                require(
                        started.attempt() == expected,
                        "attempt %s of job %s, not %s",
                        started.attempt(),
                        started.job(),
                        expected);
                require(!ended.containsKey(started.job()), "job %s started after its end", started.job());
            }
        }
    }

    private static JobStatus previous(JobStatus end) {
        return switch (end) {
            case FAILED -> JobStatus.FAILING;
            case CANCELED -> JobStatus.CANCELLING;
            default -> JobStatus.RUNNING;
        };
    }
}

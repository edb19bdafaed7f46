package io.weft.runtime.taskmanager;

import io.weft.api.execution.JobID;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.Failure;
import io.weft.model.TaskState;
import io.weft.model.message.JobManagerMessage.TaskReport;
import io.weft.model.message.TaskDeployment;
import io.weft.model.message.TaskManagerMessage.DeployTasks;
import io.weft.model.message.TaskManagerMessage.VertexDescription;
import io.weft.runtime.task.Worker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tasks of this TaskManager: starts them, stops them, and gives up on those that do not stop. Owned by the control thread.
 *
 * <p>A cancelled task is interrupted again and again. If it has not ended after the cancellation timeout its thread cannot be stopped
 * short of ending the process, which would take other jobs' tasks along. So it is reported as ended, its channels are dead by their
 * attempt's name, no new task is taken, and the process ends as soon as no other job has a task here: at once if there is none.
 */
final class Tasks {

    private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);

    private final TaskManagerSettings settings;
    private final TaskManagerPorts ports;
    private final TaskStarter starter;
    private final Consumer<TaskReport> reports;
    private final Consumer<JobID> onReleased;
    private final Map<ExecutionAttemptId, TaskRun> runs = new LinkedHashMap<>();
    private final Map<JobID, Job> jobs = new HashMap<>();
    private final List<JobID> released = new ArrayList<>();
    private boolean abandonedAny;

    /**
     * @param reports is told of every change
     * @param onReleased is told when a job's last task has ended and its code is about to go
     */
    Tasks(
            TaskManagerSettings settings,
            TaskManagerPorts ports,
            TaskStarter starter,
            Consumer<TaskReport> reports,
            Consumer<JobID> onReleased) {
        this.settings = settings;
        this.ports = ports;
        this.starter = starter;
        this.reports = reports;
        this.onReleased = onReleased;
    }

    /** What a piece of the job's state may have to travel in a message; 0 if the job is not here. */
    int inlineStateBytes(JobID job) {
        Job here = jobs.get(job);
        return here == null ? 0 : here.inlineStateBytes();
    }

    void deploy(DeployTasks message) {
        Map<Integer, VertexDescription> vertices = new HashMap<>();
        message.vertices().forEach(vertex -> vertices.put(vertex.vertex(), vertex));
        for (TaskDeployment deployment : message.tasks()) {
            ExecutionAttemptId attempt = deployment.attempt();
            if (!runs.containsKey(attempt)) {
                forgetFormer(attempt);
                Job job = jobs.computeIfAbsent(message.job().id(), unknown -> new Job(message.job(), ports.userCode()));
                runs.put(attempt, start(job, vertices.get(attempt.vertex()), deployment));
            }
            reports.accept(runs.get(attempt).report());
        }
    }

    private TaskRun start(Job job, VertexDescription vertex, TaskDeployment deployment) {
        if (abandonedAny) {
            return failed(
                    deployment,
                    Failure.because("TaskManager " + settings.location().id()
                            + " takes no tasks: it is about to end, because a cancelled task in it does not stop"));
        }
        ExecutionAttemptId attempt = deployment.attempt();
        Worker worker = starter.worker(
                job, vertex, deployment, (state, failure) -> ports.onControl(() -> onState(attempt, state, failure)));
        try {
            worker.start();
        } catch (OutOfMemoryError noThread) {
            return failed(deployment, Failure.of(noThread));
        }
        return new TaskRun(attempt, deployment.slot(), worker);
    }

    private static TaskRun failed(TaskDeployment deployment, Failure why) {
        TaskRun run = new TaskRun(deployment.attempt(), deployment.slot(), null);
        run.moveTo(TaskState.FAILED, why);
        return run;
    }

    /** A run is reported on until a later one of its subtask has come. */
    private void forgetFormer(ExecutionAttemptId next) {
        runs.values()
                .removeIf(run -> run.hasEnded()
                        && !run.isAbandoned()
                        && run.attempt().job().equals(next.job())
                        && run.attempt().vertex() == next.vertex()
                        && run.attempt().subtask() == next.subtask()
                        && run.attempt().attempt() < next.attempt());
    }

    private void onState(ExecutionAttemptId attempt, TaskState state, Throwable thrown) {
        TaskRun run = runs.get(attempt);
        if (run == null) {
            return;
        }
        if (run.moveTo(state, thrown == null ? null : Failure.of(thrown))) {
            if (thrown == null) {
                LOG.info("Task {} is {}", attempt, state);
            } else {
                LOG.info("Task {} failed", attempt, thrown);
            }
            reports.accept(run.report());
        } else if (state.isTerminal()) {
            run.forgetAbandonment();
        }
        releaseEndedJobs();
    }

    void cancel(List<ExecutionAttemptId> attempts, long nowMs) {
        for (ExecutionAttemptId attempt : attempts) {
            TaskRun run = runs.get(attempt);
            if (run == null) {
                reports.accept(new TaskReport(attempt, 0, TaskState.CANCELED, false, null, Map.of()));
                continue;
            }
            cancel(run, nowMs);
            reports.accept(run.report());
        }
    }

    private static void cancel(TaskRun run, long nowMs) {
        if (!run.hasEnded() && !run.isCanceling()) {
            run.requestCancel(nowMs);
        }
    }

    /** The job's tasks go, if there are any left, and then its code. */
    void release(JobID job, long nowMs) {
        of(job).forEach(run -> cancel(run, nowMs));
        if (jobs.containsKey(job)) {
            released.add(job);
        }
        releaseEndedJobs();
    }

    void cancelAll(long nowMs) {
        runs.values().forEach(run -> cancel(run, nowMs));
    }

    private void releaseEndedJobs() {
        released.removeIf(job -> {
            if (of(job).stream().anyMatch(run -> !run.hasEnded() || run.isAbandoned())) {
                return false;
            }
            runs.keySet().removeIf(attempt -> attempt.job().equals(job));
            onReleased.accept(job);
            jobs.remove(job).close();
            return true;
        });
    }

    /** The job's tasks that have not ended. */
    List<TaskRun> live(JobID job) {
        return of(job).stream().filter(run -> !run.hasEnded()).toList();
    }

    private List<TaskRun> of(JobID job) {
        return runs.values().stream()
                .filter(run -> run.attempt().job().equals(job))
                .toList();
    }

    /** Called regularly: pushes tasks that do not stop. */
    void tick(long nowMs) {
        for (TaskRun run : List.copyOf(runs.values())) {
            if (run.isCanceling()) {
                run.interruptIfDue(nowMs, settings.cancellationIntervalMs());
                long sinceMs = nowMs - run.cancelingSinceMs();
                if (settings.cancellationTimeoutMs() > 0 && sinceMs >= settings.cancellationTimeoutMs()) {
                    abandon(run, sinceMs);
                }
            }
        }
        if (abandonedAny) {
            endProcessIfAlone();
        }
    }

    private void abandon(TaskRun run, long sinceMs) {
        StringBuilder where = new StringBuilder();
        for (StackTraceElement frame : run.worker().stackTrace()) {
            where.append("\n\tat ").append(frame);
        }
        LOG.error("Task {} has not stopped {} ms after it was cancelled. It is here:{}", run.attempt(), sinceMs, where);
        run.moveTo(TaskState.CANCELED, null);
        run.abandon();
        abandonedAny = true;
        reports.accept(run.report());
    }

    private void endProcessIfAlone() {
        List<TaskRun> stuck =
                runs.values().stream().filter(TaskRun::isAbandoned).toList();
        boolean othersRun = runs.values().stream().anyMatch(run -> !run.hasEnded());
        if (stuck.isEmpty()) {
            // They ended after all.
            abandonedAny = false;
        } else if (!othersRun) {
            ports.processEnd().end("Tasks that were cancelled do not stop: " + names(stuck), true);
        }
    }

    private static List<ExecutionAttemptId> names(Collection<TaskRun> runs) {
        return runs.stream().map(TaskRun::attempt).toList();
    }

    TaskRun find(ExecutionAttemptId attempt) {
        return runs.get(attempt);
    }

    boolean allEnded() {
        return runs.values().stream().allMatch(TaskRun::hasEnded);
    }

    List<TaskReport> reportAll() {
        return runs.values().stream().map(TaskRun::report).toList();
    }
}

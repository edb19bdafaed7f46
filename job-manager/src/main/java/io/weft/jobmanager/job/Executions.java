package io.weft.jobmanager.job;

import io.weft.jobmanager.resource.JobSlots;
import io.weft.jobmanager.resource.ResourceManager;
import io.weft.jobmanager.resource.Slot;
import io.weft.jobmanager.resource.TaskManager;
import io.weft.jobmanager.step.Step;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.Failure;
import io.weft.model.TaskState;
import io.weft.model.checkpoint.TaskRestore;
import io.weft.model.graph.JobGraph;
import io.weft.model.message.JobManagerMessage.TaskReport;
import io.weft.model.message.TaskManagerMessage.CancelTasks;
import io.weft.model.message.TaskManagerMessage.ReleaseJob;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tasks of a job on their TaskManagers: deploys those of some regions together, follows their reports, cancels them. Soft state; what is
 * lost on the way is said again until a TaskManager's reports show that it has arrived. Owned by the JobMaster.
 */
final class Executions {

    private static final int MAX_DEPLOY_SENDS = 4;

    /** What kind of message reports came in. */
    enum Occasion {
        /** One task has changed. */
        CHANGE,
        /** All tasks of the TaskManager are named. */
        HEARTBEAT,
        /** All tasks are named, over a new connection: what was under way on the old one may be lost. */
        REGISTRATION
    }

    /** Told what matters to the job as a whole. */
    interface Listener {
        /**
         * These tasks can not succeed any more.
         *
         * @param counted false if it is not the job's fault
         */
        void onTasksFailed(List<Execution> tasks, Failure failure, boolean counted);

        void onTaskFinished(ExecutionAttemptId task);
    }

    private final JobGraph job;
    private final Step step;
    private final ResourceManager resources;
    private final Listener listener;
    private final SlotGroups groups;
    private final ExecutionGraph graph;
    private final long deployTimeoutMs;
    private long reportRound;
    /** The last round of reports in which tasks were told to end, so that they need not be told again. */
    private long cancelRound;

    private long changes;

    Executions(JobContext context, Listener listener, ExecutionGraph graph) {
        this.job = context.job();
        this.step = context.step();
        this.resources = context.resources();
        this.groups = context.groups();
        this.deployTimeoutMs = context.settings().liveness().deployTimeoutMs();
        this.listener = listener;
        this.graph = graph;
    }

    ExecutionGraph graph() {
        return graph;
    }

    /** Grows whenever a task changes its state. */
    long changes() {
        return changes;
    }

    // ---- deploying

    /**
     * Starts some regions, of which no task may be running.
     *
     * @param restores what each task starts from, by vertex and subtask; null if from nothing
     */
    void deploy(JobSlots slots, Set<Integer> regions, int attempt, List<List<TaskRestore>> restores) {
        List<Execution> tasks = graph.renew(regions, attempt, restores);
        for (Execution task : tasks) {
            Slot slot = slots.slot(groups.of(task.id().vertex()), task.id().subtask());
            graph.locate(task, slot.taskManager(), slot.number());
            transition(task, TaskState.DEPLOYING);
        }
        sendDeployments(tasks);
        checkDeploymentsLater(tasks, 1);
        release(graph.takeUnused());
    }

    private void sendDeployments(List<Execution> tasks) {
        if (tasks.isEmpty()) {
            return;
        }
        Deployment deployment = new Deployment(job, graph);
        byTaskManager(tasks)
                .forEach((taskManager, its) -> step.send(taskManager.id(), deployment.message(step.epoch(), its)));
    }

    private void checkDeploymentsLater(List<Execution> tasks, int sends) {
        step.after(deployTimeoutMs, () -> {
            List<Execution> waiting =
                    tasks.stream().filter(Execution::awaitsDeployment).toList();
            if (waiting.isEmpty()) {
                return;
            }
            if (sends < MAX_DEPLOY_SENDS) {
                sendDeployments(waiting);
                checkDeploymentsLater(waiting, sends + 1);
            } else {
                String deaf = waiting.get(0).taskManager().describe();
                listener.onTasksFailed(
                        waiting,
                        Failure.because(deaf + " lives but took no note of the tasks it was sent " + sends
                                + " times, every " + deployTimeoutMs + " ms. See its log."),
                        true);
            }
        });
    }

    private static Map<TaskManager, List<Execution>> byTaskManager(List<Execution> tasks) {
        Map<TaskManager, List<Execution>> byTaskManager = new LinkedHashMap<>();
        for (Execution task : tasks) {
            if (task.taskManager() != null) {
                byTaskManager
                        .computeIfAbsent(task.taskManager(), key -> new ArrayList<>())
                        .add(task);
            }
        }
        return byTaskManager;
    }

    // ---- cancelling

    /** Every task of these regions is told to end; {@link ExecutionGraph#live} says when all have. */
    void cancel(Set<Integer> regions) {
        cancelRound = reportRound;
        List<Execution> ending =
                graph.of(regions).stream().filter(Execution::isLive).toList();
        for (Execution task : ending) {
            if (task.state() != TaskState.CANCELING) {
                transition(task, TaskState.CANCELING);
            }
        }
        byTaskManager(ending).forEach(this::sendCancel);
    }

    private void sendCancel(TaskManager taskManager, List<Execution> tasks) {
        if (!tasks.isEmpty()) {
            List<ExecutionAttemptId> ids = tasks.stream().map(Execution::id).toList();
            step.send(taskManager.id(), new CancelTasks(step.epoch(), job.jobId(), ids));
        }
    }

    /** Tells all TaskManagers that they have nothing to do with the job any more. */
    void release() {
        release(graph.taskManagers());
    }

    private void release(Collection<TaskManager> taskManagers) {
        for (TaskManager taskManager : taskManagers) {
            if (resources.find(taskManager.id()) == taskManager) {
                step.send(taskManager.id(), new ReleaseJob(step.epoch(), job.jobId()));
            }
        }
    }

    // ---- following

    /**
     * Takes in what a TaskManager says about this job's tasks.
     *
     * @return the reports of tasks that should not be there
     */
    List<TaskReport> onReports(JobSlots slots, TaskManager from, List<TaskReport> reports, Occasion occasion) {
        List<TaskReport> strays = new ArrayList<>();
        List<Execution> deaf = new ArrayList<>();
        reportRound++;
        for (TaskReport report : reports) {
            Execution task = graph.find(report.attempt());
            if (task == null || !isOrBecomesKnown(task, slots, from, report)) {
                strays.add(report);
                continue;
            }
            task.namedIn(reportRound);
            task.acknowledge();
            graph.updateFigures(task, report.figures());
            if (task.state() == TaskState.CANCELING
                    && !report.state().isTerminal()
                    && report.state() != TaskState.CANCELING) {
                deaf.add(task);
            } else if (task.state().isTerminal() && !report.state().isTerminal()) {
                strays.add(report);
            } else if (Transitions.allows(task.state(), report.state())) {
                onNewState(task, report, from);
            }
            noteEndOfData(task, report);
        }
        if (occasion != Occasion.CHANGE) {
            onUnnamed(from, occasion, deaf);
        }
        if (cancelRound < reportRound) {
            sendCancel(from, deaf.stream().filter(Execution::isLive).toList());
        }
        return strays;
    }

    private void noteEndOfData(Execution task, TaskReport report) {
        if (task.state() == TaskState.RUNNING && task.isAtEndOfData() != report.endOfData()) {
            graph.setEndOfData(task, report.endOfData());
            changes++;
        }
    }

    private boolean isOrBecomesKnown(Execution task, JobSlots slots, TaskManager from, TaskReport report) {
        if (task.taskManager() == null && task.isLive()) {
            boolean keepsSlot = report.state().isTerminal()
                    || resources.adopt(
                            slots, groups.of(task.id().vertex()), task.id().subtask(), from, report.slot());
            if (keepsSlot) {
                graph.locate(task, from, report.slot());
            }
        }
        return task.taskManager() == from;
    }

    private void onNewState(Execution task, TaskReport report, TaskManager from) {
        boolean askedToStop = task.state() == TaskState.CANCELING;
        transition(task, report.state());
        if (report.state() == TaskState.FAILED) {
            Failure failure = report.failure() == null ? Failure.because("no reason given") : report.failure();
            listener.onTasksFailed(List.of(task), failure, true);
        } else if (report.state() == TaskState.FINISHED) {
            listener.onTaskFinished(task.id());
        } else if (!askedToStop && (report.state() == TaskState.CANCELED || report.state() == TaskState.CANCELING)) {
            listener.onTasksFailed(
                    List.of(task),
                    Failure.because(from.describe() + " stopped task " + describe(task) + " without being asked to."),
                    true);
        }
    }

    /** The tasks that should be there and that a full report leaves out. */
    private void onUnnamed(TaskManager from, Occasion occasion, List<Execution> deaf) {
        List<Execution> gone = new ArrayList<>();
        List<Execution> undelivered = new ArrayList<>();
        for (Execution task : graph.on(from)) {
            if (!task.isLive() || task.reportRound() == reportRound) {
                continue;
            }
            if (task.isAcknowledged()) {
                gone.add(task);
            } else if (task.state() == TaskState.CANCELING) {
                deaf.add(task);
            } else {
                undelivered.add(task);
            }
        }
        end(
                gone,
                List.of(),
                Failure.because(from.describe() + " does not have its tasks of job '" + job.name() + "' any more."));
        if (occasion == Occasion.REGISTRATION) {
            sendDeployments(
                    undelivered.stream().filter(Execution::awaitsDeployment).toList());
        }
    }

    void onTaskManagerLost(TaskManager taskManager, Failure failure) {
        List<Execution> all = graph.on(taskManager);
        end(
                all.stream().filter(Execution::isLive).toList(),
                all.stream().filter(graph::hostsEnumerator).toList(),
                failure);
    }

    /** After a JobManager failover: tasks that nobody has reported until now are taken for dead. */
    void giveUpUnlocated(long waitedMs) {
        List<Execution> missing = graph.unlocated();
        if (!missing.isEmpty()) {
            listener.onTasksFailed(
                    missing,
                    Failure.because(missing.size() + " of " + graph.tasks()
                            + " tasks were not reported by any TaskManager within " + waitedMs
                            + " ms after the JobManager had failed over."),
                    false);
            missing.stream().filter(Execution::isLive).forEach(task -> transition(task, TaskState.CANCELED));
        }
    }

    /**
     * These tasks exist no more. If they were to end anyway, this may still be what made the others fail.
     *
     * @param finished tasks that had ended before, and of which something is lost that others need
     */
    private void end(List<Execution> tasks, List<Execution> finished, Failure failure) {
        for (Execution task : tasks) {
            transition(task, task.state() == TaskState.CANCELING ? TaskState.CANCELED : TaskState.FAILED);
        }
        List<Execution> all = new ArrayList<>(tasks);
        all.addAll(finished);
        if (!all.isEmpty()) {
            listener.onTasksFailed(all, failure, true);
        }
    }

    private void transition(Execution task, TaskState to) {
        graph.transition(task, to);
        changes++;
    }

    private String describe(Execution task) {
        return "'" + job.vertices().get(task.id().vertex()).name() + "' ("
                + (task.id().subtask() + 1) + "/"
                + graph.vertex(task.id().vertex()).size() + ")";
    }
}

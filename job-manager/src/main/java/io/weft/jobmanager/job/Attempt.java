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
import java.util.List;

/**
 * One run of all tasks of a job: deploys them together, follows their reports, cancels them. Soft state; what is lost on the way is
 * said again until a TaskManager's reports show that it has arrived. Owned by the JobMaster.
 */
final class Attempt {

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
         * The attempt can not succeed any more.
         *
         * @param counted false if it is not the job's fault
         */
        void onTaskFailed(Failure failure, boolean counted);

        void onTaskFinished(ExecutionAttemptId task);
    }

    private final JobGraph job;
    private final Step step;
    private final ResourceManager resources;
    private final Listener listener;
    private final SlotGroups groups;
    private final ExecutionGraph graph;
    private final long deployTimeoutMs;
    private boolean cancelling;
    private int deploySends;
    private long reportRound;
    /** The round of reports in which all tasks were told to end, so that none needs to be told again. */
    private long cancelRound;

    private long changes;
    /** What its tasks start from, by vertex and subtask; null if from nothing. */
    private List<List<TaskRestore>> restores;

    Attempt(JobContext context, Listener listener, ExecutionGraph graph) {
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

    /** @param from what each task starts from, by vertex and subtask; null if from nothing */
    void deploy(JobSlots slots, List<List<TaskRestore>> from) {
        restores = from;
        for (int vertex = 0; vertex < job.vertices().size(); vertex++) {
            for (Execution task : graph.vertex(vertex)) {
                Slot slot = slots.slot(groups.of(vertex), task.id().subtask());
                graph.locate(task, slot.taskManager(), slot.number());
                transition(task, TaskState.DEPLOYING);
            }
        }
        sendDeployments(List.copyOf(graph.taskManagers()));
        step.after(deployTimeoutMs, this::checkDeployments);
    }

    private void sendDeployments(List<TaskManager> taskManagers) {
        deploySends++;
        Deployment deployment = new Deployment(job, graph, restores);
        for (TaskManager taskManager : taskManagers) {
            step.send(
                    taskManager.id(), deployment.message(step.epoch(), Deployment.unacknowledged(graph, taskManager)));
        }
    }

    private void checkDeployments() {
        if (cancelling) {
            return;
        }
        List<TaskManager> silent = graph.taskManagers().stream()
                .filter(taskManager ->
                        !Deployment.unacknowledged(graph, taskManager).isEmpty())
                .toList();
        if (silent.isEmpty()) {
            return;
        }
        if (deploySends >= MAX_DEPLOY_SENDS) {
            listener.onTaskFailed(
                    Failure.because(silent.get(0).describe() + " lives but took no note of the tasks it was sent "
                            + deploySends + " times, every " + deployTimeoutMs + " ms. See its log."),
                    true);
            return;
        }
        sendDeployments(silent);
        step.after(deployTimeoutMs, this::checkDeployments);
    }

    // ---- cancelling

    /** Every task is told to end; {@link ExecutionGraph#live} says when all have. */
    void cancel() {
        cancelling = true;
        cancelRound = reportRound;
        for (int vertex = 0; vertex < job.vertices().size(); vertex++) {
            for (Execution task : graph.vertex(vertex)) {
                if (task.isLive() && task.state() != TaskState.CANCELING) {
                    transition(task, TaskState.CANCELING);
                }
            }
        }
        for (TaskManager taskManager : graph.taskManagers()) {
            sendCancel(
                    taskManager,
                    graph.on(taskManager).stream().filter(Execution::isLive).toList());
        }
    }

    private void sendCancel(TaskManager taskManager, List<Execution> tasks) {
        if (!tasks.isEmpty()) {
            List<ExecutionAttemptId> ids = tasks.stream().map(Execution::id).toList();
            step.send(taskManager.id(), new CancelTasks(step.epoch(), job.jobId(), ids));
        }
    }

    /** Tells the TaskManagers of this attempt, except those that have tasks of {@code next}, that they have nothing to do with the job. */
    void release(ExecutionGraph next) {
        for (TaskManager taskManager : graph.taskManagers()) {
            if (resources.find(taskManager.id()) == taskManager
                    && (next == null || next.on(taskManager).isEmpty())) {
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
            listener.onTaskFailed(failure, true);
        } else if (report.state() == TaskState.FINISHED) {
            listener.onTaskFinished(task.id());
        } else if (!askedToStop && (report.state() == TaskState.CANCELED || report.state() == TaskState.CANCELING)) {
            listener.onTaskFailed(
                    Failure.because(from.describe() + " stopped task " + describe(task) + " without being asked to."),
                    true);
        }
    }

    /** The tasks that should be there and that a full report leaves out. */
    private void onUnnamed(TaskManager from, Occasion occasion, List<Execution> deaf) {
        List<Execution> gone = new ArrayList<>();
        boolean undelivered = false;
        for (Execution task : graph.on(from)) {
            if (!task.isLive() || task.reportRound() == reportRound) {
                continue;
            }
            if (task.isAcknowledged()) {
                gone.add(task);
            } else if (task.state() == TaskState.CANCELING) {
                deaf.add(task);
            } else {
                undelivered = true;
            }
        }
        end(gone, Failure.because(from.describe() + " does not have its tasks of job '" + job.name() + "' any more."));
        if (undelivered && occasion == Occasion.REGISTRATION && !cancelling) {
            sendDeployments(List.of(from));
        }
    }

    void onTaskManagerLost(TaskManager taskManager, Failure failure) {
        end(graph.on(taskManager).stream().filter(Execution::isLive).toList(), failure);
    }

    /** After a JobManager failover: tasks that nobody has reported until now are taken for dead. */
    void giveUpUnlocated(long waitedMs) {
        List<Execution> missing = graph.unlocated();
        if (!missing.isEmpty()) {
            listener.onTaskFailed(
                    Failure.because(missing.size() + " of " + graph.tasks()
                            + " tasks were not reported by any TaskManager within " + waitedMs
                            + " ms after the JobManager had failed over."),
                    false);
            missing.forEach(task -> transition(task, TaskState.CANCELED));
        }
    }

    /** These tasks exist no more. If they were to end anyway, this may still be what made the others fail. */
    private void end(List<Execution> tasks, Failure failure) {
        for (Execution task : tasks) {
            transition(task, task.state() == TaskState.CANCELING ? TaskState.CANCELED : TaskState.FAILED);
        }
        if (!tasks.isEmpty()) {
            listener.onTaskFailed(failure, true);
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

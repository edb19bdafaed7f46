package io.weft.jobmanager.simulation;

import io.weft.api.execution.JobID;
import io.weft.model.Epoch;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.Failure;
import io.weft.model.PeerLostException;
import io.weft.model.TaskManagerId;
import io.weft.model.TaskManagerLocation;
import io.weft.model.TaskState;
import io.weft.model.message.JobManagerMessage;
import io.weft.model.message.JobManagerMessage.TaskReport;
import io.weft.model.message.TaskDeployment;
import io.weft.model.message.TaskManagerMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A TaskManager process whose tasks do nothing but live: they are deployed, initialise, run, and finish or fail by chance. */
final class SimulatedTaskManager {

    static final int SLOTS = 2;

    private static final int TICK_MS = 500;
    private static final int SILENCE_MS = 5_000;

    private static final Failure PEER_LOST = Failure.of(new PeerLostException("the peer is gone"));
    private static final Failure USERS_BUG = Failure.of(new IllegalArgumentException("user's bug"));

    /** A task and where it stands. */
    static final class Task {
        private final ExecutionAttemptId id;
        private final int slot;
        private TaskState state = TaskState.INITIALIZING;
        private Failure failure;

        Task(ExecutionAttemptId id, int slot) {
            this.id = id;
            this.slot = slot;
        }

        ExecutionAttemptId id() {
            return id;
        }

        int slot() {
            return slot;
        }

        TaskState state() {
            return state;
        }

        boolean isLive() {
            return !state.isTerminal();
        }

        private TaskReport report() {
            return new TaskReport(id, slot, state, false, failure, Map.of("records", (long)
                    state.name().length()));
        }
    }

    private final Cluster cluster;
    private final World world;
    private final TaskManagerId id;
    private final Map<ExecutionAttemptId, Task> tasks = new LinkedHashMap<>();
    private final Deque<TaskManagerMessage> inbox = new ArrayDeque<>();
    private Epoch highestEpoch = new Epoch(0);
    private Connection connection;
    private boolean alive = true;
    private boolean welcomed;
    private long lastHeardMs;
    private long pausedUntilMs;
    private int ticks;

    SimulatedTaskManager(Cluster cluster, TaskManagerId id) {
        this.cluster = cluster;
        this.world = cluster.world();
        this.id = id;
    }

    TaskManagerId id() {
        return id;
    }

    boolean isAlive() {
        return alive;
    }

    Connection connection() {
        return connection;
    }

    /** True if it has been heard by the present JobManager and answered lately. */
    boolean isInTouch() {
        boolean connected = welcomed && connection.isOpen() && connection.server() == cluster.current();
        return connected && world.nowMs() - lastHeardMs < 2 * TICK_MS + 100;
    }

    Collection<Task> tasks() {
        return tasks.values();
    }

    /** The process stands still, as in a long garbage collection. */
    void pause(long ms) {
        pausedUntilMs = world.nowMs() + ms;
    }

    void die() {
        if (alive) {
            world.trace("%s dies", id);
            alive = false;
            if (connection != null) {
                connection.breakOff();
            }
            tasks.values().stream().filter(Task::isLive).forEach(task -> cluster.onPeerGone(task.id));
        }
    }

    // ---- keeping in touch

    void tick() {
        if (!alive) {
            return;
        }
        if (!isPaused()) {
            keepConnected();
            if (welcomed && ticks++ % 2 == 0) {
                send(new JobManagerMessage.TaskManagerHeartbeat(id, highestEpoch, reports()));
            }
        }
        world.after(TICK_MS, this::tick);
    }

    private boolean isPaused() {
        return world.nowMs() < pausedUntilMs;
    }

    private void keepConnected() {
        SimulatedJobManager current = cluster.current();
        boolean usable = connection != null && connection.isOpen() && connection.server() == current;
        if (usable && world.nowMs() - lastHeardMs > SILENCE_MS) {
            connection.breakOff();
            usable = false;
        }
        if (!usable && current.isAlive() && !cluster.isCutOff(id)) {
            // The connection to a former JobManager is left open, and what comes over it is not listened to.
            connection = new Connection(world, current, this);
            inbox.clear();
            welcomed = false;
            lastHeardMs = world.nowMs();
            send(new JobManagerMessage.Register(
                    new TaskManagerLocation(id, "host-" + id, 7000), SLOTS, highestEpoch, reports()));
        }
    }

    private List<TaskReport> reports() {
        return tasks.values().stream().map(Task::report).toList();
    }

    private void send(JobManagerMessage message) {
        if (connection != null && connection.isOpen()) {
            connection.toServer(message);
        }
    }

    void onMessage(Connection from, TaskManagerMessage message) {
        if (from == connection) {
            inbox.add(message);
            drainInbox();
        }
    }

    private void drainInbox() {
        while (alive && !inbox.isEmpty() && !isPausedOnce(this::drainInbox)) {
            handle(inbox.remove());
        }
    }

    private void handle(TaskManagerMessage message) {
        if (message.epoch().compareTo(highestEpoch) < 0) {
            return;
        }
        highestEpoch = message.epoch();
        lastHeardMs = world.nowMs();
        if (message instanceof TaskManagerMessage.Welcome) {
            welcomed = true;
        } else if (message instanceof TaskManagerMessage.DeployTasks deploy) {
            deploy(deploy);
        } else if (message instanceof TaskManagerMessage.CancelTasks cancel) {
            cancel.tasks().forEach(this::cancel);
        } else if (message instanceof TaskManagerMessage.ReleaseJob release) {
            releaseJob(release.job());
        } else if (message instanceof TaskManagerMessage.Shutdown) {
            die();
        }
    }

    // ---- tasks

    private void deploy(TaskManagerMessage.DeployTasks deploy) {
        for (TaskDeployment deployment : deploy.tasks()) {
            Task known = tasks.get(deployment.attempt());
            if (known == null) {
                forgetOlderAttempts(deployment.attempt());
                Task task = new Task(deployment.attempt(), deployment.slot());
                cluster.truth().onTaskStarts(this, task);
                tasks.put(task.id, task);
                report(task);
                initialise(task);
            } else {
                report(known);
            }
        }
    }

    private void forgetOlderAttempts(ExecutionAttemptId newer) {
        tasks.values()
                .removeIf(task ->
                        task.id.job().equals(newer.job()) && task.id.attempt() < newer.attempt() && !task.isLive());
    }

    private void initialise(Task task) {
        JobPlan plan = cluster.plan(task.id.job());
        world.after(world.between(0, 300), () -> {
            if (plan.taskFails(world) && cluster.isStormy()) {
                fail(task, USERS_BUG);
            } else {
                move(task, TaskState.RUNNING);
                run(task, plan);
            }
        });
    }

    private void run(Task task, JobPlan plan) {
        if (plan.taskFails(world)) {
            world.after(world.between(0, 3000), () -> {
                if (cluster.isStormy()) {
                    fail(task, USERS_BUG);
                }
            });
        }
        if (!plan.endless()) {
            world.after(world.between(100, plan.runMs()), () -> move(task, TaskState.FINISHED));
        }
    }

    private void cancel(ExecutionAttemptId attempt) {
        Task task = tasks.get(attempt);
        if (task == null) {
            send(new JobManagerMessage.TaskChanged(
                    id, new TaskReport(attempt, -1, TaskState.CANCELED, false, null, Map.of())));
        } else if (!task.isLive()) {
            report(task);
        } else if (task.state != TaskState.CANCELING) {
            move(task, TaskState.CANCELING);
            world.after(
                    world.chance(0.1) ? world.between(500, 4000) : world.between(0, 20),
                    () -> move(task, TaskState.CANCELED));
        }
    }

    /** The consumer or producer of this task is gone. */
    void onPeerGone(ExecutionAttemptId peer) {
        for (Task task : List.copyOf(tasks.values())) {
            boolean concerned = task.id.job().equals(peer.job()) && task.id.attempt() == peer.attempt();
            if (alive && concerned && task.isLive() && world.chance(0.7)) {
                world.after(world.between(0, 100), () -> fail(task, PEER_LOST));
            }
        }
    }

    /** A task is gone without a word. */
    void loseATask() {
        tasks.values().stream().filter(Task::isLive).findFirst().ifPresent(task -> {
            tasks.remove(task.id);
            task.state = TaskState.CANCELED;
            cluster.truth().onTaskState(task);
        });
    }

    private void fail(Task task, Failure failure) {
        if (alive && task.isLive() && !isPausedOnce(() -> fail(task, failure))) {
            task.failure = failure;
            move(task, TaskState.FAILED);
            cluster.onPeerGone(task.id);
        }
    }

    private void move(Task task, TaskState state) {
        boolean forward = task.isLive()
                && (state.isTerminal() || task.state != TaskState.CANCELING || state == TaskState.CANCELED);
        if (!alive || !forward || isPausedOnce(() -> move(task, state))) {
            return;
        }
        task.state = state;
        cluster.truth().onTaskState(task);
        report(task);
    }

    private boolean isPausedOnce(Runnable later) {
        if (isPaused()) {
            world.after(pausedUntilMs - world.nowMs(), later);
            return true;
        }
        return false;
    }

    private void report(Task task) {
        send(new JobManagerMessage.TaskChanged(id, task.report()));
        if (world.chance(0.05)) {
            send(new JobManagerMessage.TaskChanged(id, task.report()));
        }
    }

    private void releaseJob(JobID job) {
        cluster.truth().onReleaseJob(this, job);
        List<ExecutionAttemptId> gone = new ArrayList<>();
        tasks.keySet().stream().filter(task -> task.job().equals(job)).forEach(gone::add);
        gone.forEach(tasks::remove);
    }
}

package io.weft.jobmanager.simulation;

import io.weft.api.execution.JobID;
import io.weft.model.CorruptCheckpointException;
import io.weft.model.Epoch;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.Failure;
import io.weft.model.KeyGroupRange;
import io.weft.model.PeerLostException;
import io.weft.model.TaskManagerId;
import io.weft.model.TaskManagerLocation;
import io.weft.model.TaskState;
import io.weft.model.checkpoint.CheckpointOrder;
import io.weft.model.checkpoint.EnumeratorSnapshot;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.model.checkpoint.OperatorStateSnapshot;
import io.weft.model.checkpoint.OperatorStateSnapshot.Mode;
import io.weft.model.checkpoint.OperatorStateSnapshot.StateList;
import io.weft.model.checkpoint.StateHandle;
import io.weft.model.checkpoint.TaskRestore;
import io.weft.model.checkpoint.TaskSnapshot;
import io.weft.model.checkpoint.TaskSnapshot.OperatorSnapshot;
import io.weft.model.graph.JobVertex;
import io.weft.model.message.JobManagerMessage;
import io.weft.model.message.JobManagerMessage.TaskReport;
import io.weft.model.message.TaskDeployment;
import io.weft.model.message.TaskManagerMessage;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A TaskManager process whose tasks do nothing but live: they are deployed, initialise, run, and finish or fail by chance. */
final class SimulatedTaskManager {

    static final int SLOTS = 2;

    private static final int TICK_MS = 500;
    private static final int SILENCE_MS = 5_000;

    private static final Failure PEER_LOST = Failure.of(new PeerLostException("the peer is gone"));
    private static final Failure DISK_FULL = Failure.of(new IOException("the disk is full"));
    private static final Failure DRAIN_GIVEN_UP =
            Failure.of(new IllegalStateException("the input has ended for a savepoint that was given up"));
    private static final Failure USERS_BUG = Failure.of(new IllegalArgumentException("user's bug"));

    /** Keyed state and where it lies. */
    private record Acknowledged(List<Long> held, KeyedSnapshot keyed) {}

    /** A task and where it stands. */
    static final class Task {
        private final ExecutionAttemptId id;
        private final int slot;
        private final TaskRestore restore;
        private TaskState state = TaskState.INITIALIZING;
        private Failure failure;
        /** Null if the job makes no checkpoints. */
        private Flow flow;
        /** What it has acknowledged, by checkpoint. */
        private final Map<Long, Acknowledged> acknowledged = new HashMap<>();

        private long lastCompleted;

        Task(ExecutionAttemptId id, int slot, TaskRestore restore) {
            this.id = id;
            this.slot = slot;
            this.restore = restore;
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
            boolean endOfData = flow != null && flow.isAtEndOfData();
            return new TaskReport(id, slot, state, endOfData, failure, Map.of("records", (long)
                    state.name().length()));
        }
    }

    private final Cluster cluster;
    private final World world;
    private final TaskManagerId id;
    private final Map<ExecutionAttemptId, Task> tasks = new LinkedHashMap<>();
    private final Deque<TaskManagerMessage> inbox = new ArrayDeque<>();
    /** Checkpoints that were aborted. */
    private final Set<String> over = new HashSet<>();

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
        cluster.truth().onTrouble(id, ms);
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
            stepTasks();
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
        } else if (message instanceof TaskManagerMessage.TriggerCheckpoint trigger) {
            trigger(trigger);
        } else if (message instanceof TaskManagerMessage.CheckpointCompleted completed) {
            onCompleted(completed);
        } else if (message instanceof TaskManagerMessage.CheckpointAborted aborted) {
            over.add(aborted.job() + "/" + aborted.checkpoint());
            for (Task task : flows(aborted.job())) {
                if (!task.flow.onAborted(aborted.checkpoint())) {
                    fail(task, DRAIN_GIVEN_UP);
                }
            }
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
                forgetFormer(deployment.attempt());
                Task task = new Task(deployment.attempt(), deployment.slot(), deployment.restore());
                cluster.truth().onTaskStarts(this, task);
                tasks.put(task.id, task);
                report(task);
                initialise(task);
            } else {
                report(known);
            }
        }
    }

    private void forgetFormer(ExecutionAttemptId newer) {
        tasks.values()
                .removeIf(task -> task.id.job().equals(newer.job())
                        && task.id.vertex() == newer.vertex()
                        && task.id.subtask() == newer.subtask()
                        && task.id.attempt() < newer.attempt()
                        && !task.isLive());
    }

    private void initialise(Task task) {
        JobPlan plan = cluster.plan(task.id.job());
        world.after(world.between(0, 300), () -> {
            if (plan.taskFails(world) && cluster.isStormy()) {
                fail(task, USERS_BUG);
                return;
            }
            try {
                restore(task, plan);
                move(task, TaskState.RUNNING);
                run(task, plan);
            } catch (CorruptCheckpointException e) {
                fail(task, Failure.of(new IllegalStateException(e)));
            }
        });
    }

    // ---- checkpoints

    private void restore(Task task, JobPlan plan) throws CorruptCheckpointException {
        if (plan.checkpoints() == null || !task.isLive()) {
            return;
        }
        Flow.Network network = cluster.network(task.id.job());
        task.flow = new Flow(plan, task.id, network, cluster.output(), order -> snapshot(task, order));
        if (task.restore == null) {
            return;
        }
        for (TaskRestore.OperatorRestore operator : task.restore.operators()) {
            for (KeyedSnapshot piece : operator.keyed()) {
                task.flow.restore(cluster.files().read(((KeyedSnapshot.Canonical) piece).bytes()));
            }
            for (TaskRestore.Share share : operator.operatorState()) {
                task.flow.restore(cluster.files().read(share.from().bytes()));
            }
        }
        boolean enumerator = task.restore.operators().stream().anyMatch(operator -> operator.enumerator() != null);
        boolean wanted = task.id.subtask() == 0 && member(task).splits();
        cluster.truth().require(enumerator == wanted, "%s restored with enumerator: %s", task.id, enumerator);
    }

    private JobVertex.Member member(Task task) {
        return cluster.plan(task.id.job())
                .graph()
                .vertices()
                .get(task.id.vertex())
                .operators()
                .get(0);
    }

    private List<Task> flows(JobID job) {
        return tasks.values().stream()
                .filter(task -> task.id.job().equals(job) && task.flow != null && task.state == TaskState.RUNNING)
                .toList();
    }

    private void stepTasks() {
        for (Task task : tasks.values()) {
            if (task.flow != null && task.state == TaskState.RUNNING && !task.flow.isAtEndOfData()) {
                task.flow.step(world);
                if (task.flow.isAtEndOfData()) {
                    report(task);
                }
                if (task.flow.isDone()) {
                    move(task, TaskState.FINISHED);
                }
            }
        }
    }

    private void trigger(TaskManagerMessage.TriggerCheckpoint trigger) {
        long id = trigger.order().id();
        for (Task task : List.copyOf(tasks.values())) {
            boolean concerned = task.id.job().equals(trigger.job());
            boolean needed = task.state == TaskState.RUNNING || task.state == TaskState.FINISHED;
            if (concerned && needed && task.id.subtask() == 0 && member(task).splits()) {
                EnumeratorSnapshot enumerator =
                        new EnumeratorSnapshot(member(task).id(), 1, new StateHandle.Inline(new byte[1]), 0);
                world.after(world.between(0, 30), () -> acknowledge(trigger.job(), id, List.of(), List.of(enumerator)));
            }
            boolean running = concerned && task.flow != null && task.state == TaskState.RUNNING;
            if (running && !task.flow.onOrder(trigger.order())) {
                fail(task, DRAIN_GIVEN_UP);
            }
        }
    }

    /** Everything before the barrier is in the state; writing it takes a while, fails, or is forgotten. */
    private void snapshot(Task task, CheckpointOrder order) {
        Flow.State state = task.flow.state();
        boolean endOfData = task.flow.isAtEndOfData();
        Acknowledged complete = task.acknowledged.get(task.lastCompleted);
        boolean unchanged = complete != null && complete.held().equals(state.held());
        boolean slow = cluster.isStormy() && world.chance(0.05);
        world.after(
                slow ? world.between(300, 7_000) : world.between(0, 30),
                () -> write(task, order, state, endOfData, unchanged ? complete.keyed() : null));
    }

    private void write(Task task, CheckpointOrder order, Flow.State state, boolean endOfData, KeyedSnapshot unchanged) {
        JobID job = task.id.job();
        boolean forgotten = cluster.isStormy() && world.chance(0.01);
        boolean dropped = over.contains(job + "/" + order.id()) || !tasks.containsKey(task.id);
        if (!alive || forgotten || dropped || isPausedOnce(() -> write(task, order, state, endOfData, unchanged))) {
            return;
        }
        if (cluster.isStormy() && world.chance(0.02)) {
            send(new JobManagerMessage.CheckpointDeclined(id, job, order.id(), DISK_FULL));
            return;
        }
        SimulatedFiles files = cluster.files();
        String file = order.directory() + "/" + id;
        boolean zombie = !cluster.current().hasWelcomed(id);
        KeyedSnapshot keyed = unchanged;
        if (keyed == null) {
            Flow.State held = new Flow.State(0, state.held(), Map.of());
            KeyGroupRange range = KeyGroupRange.of(
                    task.id.subtask(),
                    cluster.plan(job).graph().vertices().get(task.id.vertex()).parallelism(),
                    32768);
            keyed = new KeyedSnapshot.Canonical(
                    range, files.write(file, held, zombie), new StateHandle.Section(0, 1, 0), List.of());
        }
        task.acknowledged.put(order.id(), new Acknowledged(state.held(), keyed));
        Flow.State rest = new Flow.State(state.next(), List.of(), state.transactions());
        OperatorStateSnapshot operatorState = new OperatorStateSnapshot(
                files.write(file, rest, zombie), 0, List.of(new StateList("rest", Mode.SPLIT, 1)));
        OperatorSnapshot operator = new OperatorSnapshot(member(task).id(), keyed, operatorState);
        TaskSnapshot snapshot = new TaskSnapshot(
                task.id, endOfData, List.of(operator), List.of(), new TaskSnapshot.Figures(0, 0, 0, 0));
        acknowledge(job, order.id(), List.of(snapshot), List.of());
    }

    private void acknowledge(
            JobID job, long checkpoint, List<TaskSnapshot> snapshots, List<EnumeratorSnapshot> enumerators) {
        send(new JobManagerMessage.CheckpointAcknowledged(id, job, checkpoint, snapshots, enumerators));
        if (world.chance(0.05)) {
            send(new JobManagerMessage.CheckpointAcknowledged(id, job, checkpoint, snapshots, enumerators));
        }
    }

    private void onCompleted(TaskManagerMessage.CheckpointCompleted completed) {
        for (Task task : flows(completed.job())) {
            task.flow.onCompleted(completed.checkpoint());
            if (task.acknowledged.containsKey(completed.checkpoint())) {
                task.lastCompleted = completed.checkpoint();
            }
            if (task.flow.isDone()) {
                move(task, TaskState.FINISHED);
            }
        }
    }

    private void run(Task task, JobPlan plan) {
        if (plan.taskFails(world)) {
            world.after(world.between(0, 3000), () -> {
                if (cluster.isStormy()) {
                    fail(task, USERS_BUG);
                }
            });
        }
        if (!plan.endless() && plan.checkpoints() == null) {
            world.after(world.between(100, plan.runMs()), () -> move(task, TaskState.FINISHED));
        }
    }

    private void cancel(ExecutionAttemptId attempt) {
        Task task = tasks.get(attempt);
        cluster.truth().onCancelled(attempt);
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
            boolean concerned = task.id.job().equals(peer.job())
                    && task.id.attempt() == peer.attempt()
                    && cluster.truth().region(task.id) == cluster.truth().region(peer);
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

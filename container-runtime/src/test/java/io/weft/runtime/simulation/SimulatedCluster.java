package io.weft.runtime.simulation;

import io.weft.api.source.lib.NumberSequenceSource.NumberSequenceSplit;
import io.weft.jobmanager.checkpoint.StateAssignment;
import io.weft.jobmanager.checkpoint.StateMismatchException;
import io.weft.model.Clock;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.PeerLostException;
import io.weft.model.TaskManagerId;
import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.model.checkpoint.CheckpointKind;
import io.weft.model.checkpoint.TaskRestore;
import io.weft.model.checkpoint.TaskSnapshot;
import io.weft.model.code.UserObjects;
import io.weft.model.graph.JobEdge;
import io.weft.model.graph.JobGraph;
import io.weft.model.graph.JobVertex;
import io.weft.model.graph.VertexProgram;
import io.weft.model.message.SourceMessage;
import io.weft.model.message.TaskDeployment;
import io.weft.model.message.TaskDeployment.EdgeChannels;
import io.weft.model.message.TaskDeployment.Peer;
import io.weft.model.message.TaskManagerMessage.JobDescription;
import io.weft.model.message.TaskManagerMessage.VertexDescription;
import io.weft.runtime.channel.Doorbell;
import io.weft.runtime.network.SimulatedNetwork;
import io.weft.runtime.task.CheckpointPort;
import io.weft.runtime.task.JobContext;
import io.weft.runtime.task.Task;
import io.weft.runtime.task.TaskBuilder;
import io.weft.runtime.task.TaskOwner;
import io.weft.runtime.task.TaskSetup;
import io.weft.runtime.task.TaskSurroundings;
import io.weft.state.snapshot.SnapshotWork;
import io.weft.state.snapshot.StateSource;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The tasks of a job on a few TaskManagers, in one thread, with a JobManager reduced to what matters: everything that would be a message,
 * a write, a start or a crash in production is a step that a seed puts anywhere. The source is a number sequence in vertex 0.
 */
final class SimulatedCluster implements CheckpointPort {

    private static final int MAX_STEPS = 300_000;
    private static final int MAX_FAULTS = 3;
    private static final int MAX_TASK_MANAGERS = 3;
    private static final int MAX_CONCURRENT = 3;
    /** With more than so many messages and writes on their way no checkpoint is begun: it would only be given up before they arrive. */
    private static final int MAX_LATE = 100;

    /** The job with several parallelisms; each attempt takes one of them. */
    private final List<JobGraph> jobs;

    private final SimulatedState state;
    private final Random random;
    private final boolean mayCrash;
    /** True if every message arrives or the job starts again, so that each checkpoint must come to its end by itself. */
    private final boolean patient;

    private final SimulatedNetwork network;
    private final List<SimulatedTaskManager> taskManagers = new ArrayList<>();
    private int processes;

    // Of the present attempt.
    private JobGraph job;
    private final Map<ExecutionAttemptId, Run> tasks = new TreeMap<>(SimulatedCluster::byPlace);
    private final List<Late> late = new ArrayList<>();
    private final Map<Long, Pending> pending = new TreeMap<>();
    private SimulatedEnumerator enumerator;
    private int attempt = -1;
    /** True once a task has failed: the JobManager will hear of it. */
    private boolean failing;

    // What outlives crashes.
    private long lastId;
    private SimulatedCheckpoint latest;
    private List<List<TaskRestore>> restores;
    private final Figures figures = new Figures();
    private long nowNanos = 1;

    /** What happened. */
    static final class Figures {
        int restarts;
        int brokenLinks;
        int restartsWhileStarting;
        int restartsDuringCheckpoints;
        int restoredWithRecordsInFlight;
        /** How often the job went on with another parallelism. */
        int rescaled;

        void add(Figures other) {
            restarts += other.restarts;
            brokenLinks += other.brokenLinks;
            restartsWhileStarting += other.restartsWhileStarting;
            restartsDuringCheckpoints += other.restartsDuringCheckpoints;
            restoredWithRecordsInFlight += other.restoredWithRecordsInFlight;
            rescaled += other.rescaled;
        }
    }

    /** Something on its way, which may not arrive. */
    private record Late(Runnable arrive, Runnable lost) {
        Late(Runnable arrive) {
            this(arrive, () -> {});
        }
    }

    /** A task and who steps it. Deployed, then built, opened, and stepped. */
    private final class Run implements TaskOwner {
        private final ExecutionAttemptId id;
        private final SimulatedTaskManager host;
        private final Doorbell doorbell = new Doorbell();
        private final Deque<SourceMessage.ToReader> mail = new ArrayDeque<>();
        private Task task;
        private boolean opened;
        private boolean done;
        private boolean failed;
        private boolean stepping;

        Run(ExecutionAttemptId id, SimulatedTaskManager host) {
            this.id = id;
            this.host = host;
        }

        @Override
        public Doorbell doorbell() {
            return doorbell;
        }

        @Override
        public void awaitRoom() {
            goOn();
        }

        @Override
        public boolean isCanceled() {
            return failing;
        }

        boolean isLive() {
            return !done && !failed;
        }

        void step() throws Exception {
            if (task == null) {
                task = build(this);
            } else if (!opened) {
                task.open();
                opened = true;
            } else if (task.step() == Task.Progress.DONE) {
                done = true;
                Throwable failure = task.close(null);
                if (failure != null) {
                    throw new AssertionError("A task ended with a failure", failure);
                }
                pending.keySet().stream().toList().forEach(SimulatedCluster.this::completeIfWhole);
            }
        }

        @Override
        public String toString() {
            String stage = task == null ? "deployed" : opened ? "running" : "built";
            return SimulatedCheckpoint.place(id) + " on " + host.id() + " "
                    + (done ? "done" : failed ? "failed" : stage)
                    + (opened && task.isAtEnd() ? " at its end" : "");
        }

        void fail(Exception cause) {
            if (isLive()) {
                failed = true;
                if (task != null) {
                    task.close(cause);
                }
            }
        }
    }

    /** A checkpoint under way. */
    private record Pending(List<NumberSequenceSplit> unassigned, Map<ExecutionAttemptId, TaskSnapshot> made) {}

    SimulatedCluster(List<JobGraph> jobs, SimulatedState state, long seed) {
        this.jobs = jobs;
        this.state = state;
        this.random = new Random(seed);
        this.mayCrash = seed % 10 != 0;
        this.patient = seed % 3 == 0;
        this.network = new SimulatedNetwork(random);
        int hosts = 1 + random.nextInt(MAX_TASK_MANAGERS);
        for (int i = 0; i < hosts; i++) {
            taskManagers.add(startTaskManager());
        }
    }

    Figures figures() {
        return figures;
    }

    private static int byPlace(ExecutionAttemptId a, ExecutionAttemptId b) {
        return a.vertex() != b.vertex()
                ? Integer.compare(a.vertex(), b.vertex())
                : Integer.compare(a.subtask(), b.subtask());
    }

    void runToEnd() {
        start();
        for (int step = 0; step < MAX_STEPS; step++) {
            if (tasks.values().stream().allMatch(run -> run.done)) {
                end();
                return;
            }
            int what = random.nextInt(1000);
            if (what < 5 && mayCrash && !failing && figures.restarts < MAX_FAULTS) {
                fault();
            } else if (what < 12 && pending.size() < MAX_CONCURRENT && late.size() < MAX_LATE) {
                trigger();
            } else if (what < 13 && !patient && !pending.isEmpty()) {
                giveUp(pending.keySet().iterator().next());
            } else if (what < 250 && !late.isEmpty()) {
                late.remove(0).arrive.run();
            } else if (what < 310) {
                deliverMail();
            } else {
                goOn();
            }
            nowNanos += random.nextInt(2_000_000);
        }
        throw new AssertionError("The job does not end: " + tasks.values() + ", under way: " + pending.keySet());
    }

    private void end() {
        late.forEach(message -> message.lost.run());
        network.close();
        if (network.segmentsInUse() != 0) {
            throw new AssertionError(network.segmentsInUse() + " segments of network memory are lost");
        }
    }

    // ---- tasks

    private SimulatedTaskManager startTaskManager() {
        TaskManagerId id = new TaskManagerId("tm-" + ++processes);
        return new SimulatedTaskManager(id, network.start(id, 20 + random.nextInt(20)));
    }

    private void start() {
        attempt++;
        job = jobs.get(random.nextInt(jobs.size()));
        try {
            restores = latest == null ? null : StateAssignment.of(job, latest.metadata(), false);
        } catch (StateMismatchException e) {
            throw new AssertionError(e);
        }
        figures.rescaled += latest != null && !latest.job().equals(job) ? 1 : 0;
        enumerator = new SimulatedEnumerator(latest == null ? SimulatedEnumerator.splits() : latest.unassigned());
        for (int v = 0; v < job.vertices().size(); v++) {
            for (int subtask = 0; subtask < job.vertices().get(v).parallelism(); subtask++) {
                ExecutionAttemptId id = new ExecutionAttemptId(job.jobId(), v, subtask, attempt);
                tasks.put(id, new Run(id, taskManagers.get(random.nextInt(taskManagers.size()))));
            }
        }
    }

    private Task build(Run run) throws Exception {
        int number = run.id.vertex();
        JobVertex vertex = job.vertices().get(number);
        ClassLoader loader = getClass().getClassLoader();
        JobContext context =
                new JobContext(new JobDescription(job.jobId(), job.name(), job.configuration(), List.of()), loader);
        VertexDescription description = new VertexDescription(
                number,
                vertex.name(),
                vertex.parallelism(),
                vertex.maxParallelism(),
                vertex.program(),
                peer(number, 0));
        VertexProgram program = (VertexProgram) UserObjects.read(vertex.program(), loader);
        return TaskBuilder.build(
                new TaskSetup(context, description, program, deployment(run.id)), surroundings(run.host), run);
    }

    private TaskSurroundings surroundings(SimulatedTaskManager host) {
        Clock clock = new Clock() {
            @Override
            public long nowMs() {
                return nowNanos / 1_000_000;
            }

            @Override
            public long nanos() {
                return nowNanos;
            }
        };
        return new TaskSurroundings(
                host.location(),
                host.channels(),
                clock,
                this::onReaderMessage,
                this,
                state.backend(),
                StateSource.files(),
                Path.of("target", "simulated-state"));
    }

    /** Some task does something, or some bytes move. */
    private void goOn() {
        if (random.nextInt(3) == 0) {
            network.step();
            return;
        }
        Run run = someTask();
        if (run == null) {
            return;
        }
        run.stepping = true;
        try {
            run.step();
        } catch (Exception e) {
            if (!mayHappen(e)) {
                throw new AssertionError("A task failed", e);
            }
            onFailed(run, e);
        } finally {
            run.stepping = false;
        }
    }

    /** One that is not in the middle of a step, or null. */
    private Run someTask() {
        int steppable = 0;
        Run some = null;
        for (Run run : tasks.values()) {
            if (run.isLive() && !run.stepping && random.nextInt(++steppable) == 0) {
                some = run;
            }
        }
        return some;
    }

    private boolean mayHappen(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean lost = cause instanceof PeerLostException && figures.restarts > 0;
            boolean cancelled = failing && cause.getClass().getSimpleName().equals("TaskCanceledException");
            if (lost || cancelled) {
                return true;
            }
        }
        return false;
    }

    // ---- faults

    /** Something breaks; the JobManager hears of it later, and meanwhile whatever still can goes on. */
    private void fault() {
        figures.restarts++;
        int kind = random.nextInt(4);
        List<Run> live = tasks.values().stream().filter(Run::isLive).toList();
        if (kind == 0) {
            restart();
        } else if (kind == 1 && network.breakSomeLink()) {
            figures.brokenLinks++;
        } else if (kind == 2) {
            loseTaskManager();
        } else {
            onFailed(live.get(random.nextInt(live.size())), new IllegalStateException("crash"));
        }
    }

    private void loseTaskManager() {
        int place = random.nextInt(taskManagers.size());
        SimulatedTaskManager lost = taskManagers.get(place);
        network.end(lost.id());
        taskManagers.set(place, startTaskManager());
        tasks.values().stream()
                .filter(run -> run.host == lost)
                .forEach(run -> run.fail(new IllegalStateException("dead")));
        reportFailure();
    }

    private void onFailed(Run run, Exception cause) {
        run.fail(cause);
        reportFailure();
    }

    private void reportFailure() {
        if (!failing) {
            failing = true;
            late.add(new Late(this::restart));
        }
    }

    private void restart() {
        boolean starting = !allOpened();
        figures.restartsWhileStarting += starting ? 1 : 0;
        figures.restartsDuringCheckpoints += pending.isEmpty() ? 0 : 1;
        tasks.values().forEach(run -> run.fail(new IllegalStateException("cancelled")));
        tasks.clear();
        late.forEach(message -> message.lost.run());
        late.clear();
        pending.clear();
        failing = false;
        start();
    }

    private boolean allOpened() {
        return tasks.values().stream().allMatch(run -> run.opened);
    }

    /** A message to a task, which is lost at times, as when the connection to the JobManager breaks. */
    private void send(Run run, Consumer<Task> message) {
        if (!mayCrash || patient || random.nextInt(50) != 0) {
            late.add(new Late(() -> {
                if (run.isLive()) {
                    message.accept(run.task);
                }
            }));
        }
    }

    // ---- the enumerator

    private void onReaderMessage(SourceMessage.ToEnumerator message) {
        if (message instanceof SourceMessage.SplitRequested) {
            late.add(new Late(() -> tasks.get(message.reader()).mail.add(enumerator.assign(message.reader()))));
        }
    }

    private void deliverMail() {
        List<Run> waiting =
                tasks.values().stream().filter(run -> !run.mail.isEmpty()).toList();
        if (!waiting.isEmpty()) {
            Run run = waiting.get(random.nextInt(waiting.size()));
            SourceMessage.ToReader message = run.mail.remove();
            if (run.isLive()) {
                run.task.requestDelivery(message);
            }
        }
    }

    // ---- checkpoints

    private void trigger() {
        if (failing || !allOpened()) {
            return;
        }
        long id = ++lastId;
        CheckpointBarrier barrier = new CheckpointBarrier(id, 0, CheckpointKind.CHECKPOINT);
        pending.put(id, new Pending(enumerator.unassigned(), new HashMap<>()));
        tasks.forEach((task, run) -> {
            if (task.vertex() == 0) {
                run.mail.add(new SourceMessage.EnumeratorCheckpointed(task, barrier));
            }
            send(run, to -> to.requestCheckpoint(barrier));
        });
        completeIfWhole(id);
    }

    @Override
    public void snapshotMade(ExecutionAttemptId task, CheckpointBarrier barrier, SnapshotWork<TaskSnapshot> work) {
        late.add(
                random.nextInt(late.size() + 1),
                new Late(() -> onSnapshot(task, barrier.checkpoint(), work), work::discard));
    }

    private void onSnapshot(ExecutionAttemptId task, long id, SnapshotWork<TaskSnapshot> work) {
        Pending checkpoint = pending.get(id);
        if (checkpoint == null || tasks.get(task).failed) {
            work.discard();
            return;
        }
        try {
            checkpoint.made.put(task, work.write(state.storage()));
        } catch (Exception e) {
            throw new AssertionError("Cannot write a snapshot", e);
        }
        completeIfWhole(id);
    }

    @Override
    public void declined(ExecutionAttemptId task, CheckpointBarrier barrier, Throwable reason) {
        throw new AssertionError("A checkpoint was declined", reason);
    }

    private void giveUp(long id) {
        pending.remove(id);
        tasks.values().forEach(run -> send(run, to -> to.requestCheckpointAborted(id)));
    }

    private void completeIfWhole(long id) {
        Pending checkpoint = pending.get(id);
        boolean whole = checkpoint != null
                && tasks.entrySet().stream()
                        .allMatch(entry -> entry.getValue().done || checkpoint.made.containsKey(entry.getKey()));
        if (!whole) {
            return;
        }
        pending.remove(id);
        if (latest != null && latest.id() > id) {
            return;
        }
        Map<String, TaskSnapshot> states = new HashMap<>();
        Set<String> finished = new HashSet<>();
        tasks.forEach((task, run) -> {
            String place = SimulatedCheckpoint.place(task);
            TaskSnapshot own = checkpoint.made.get(task);
            if (own == null) {
                finished.add(place);
                own = latest.attempt() == attempt ? latest.tasks().get(place) : null;
            }
            states.put(place, own);
        });
        latest = new SimulatedCheckpoint(id, job, attempt, checkpoint.unassigned, states, finished);
        tasks.values().forEach(run -> send(run, to -> to.requestCheckpointCompleted(id)));
        List.copyOf(pending.keySet()).stream().filter(older -> older < id).forEach(this::giveUp);
    }

    // ---- deployments

    private TaskRestore restore(ExecutionAttemptId task) {
        if (restores == null) {
            return null;
        }
        TaskRestore restore = restores.get(task.vertex()).get(task.subtask());
        figures.restoredWithRecordsInFlight += restore.channels().isEmpty() ? 0 : 1;
        return restore;
    }

    private TaskDeployment deployment(ExecutionAttemptId task) {
        int vertex = task.vertex();
        List<EdgeChannels> inputs = new ArrayList<>();
        Map<Integer, EdgeChannels> outputs = new TreeMap<>();
        for (int e = 0; e < job.edges().size(); e++) {
            JobEdge edge = job.edges().get(e);
            int producers = job.vertices().get(edge.producer()).parallelism();
            int consumers = job.vertices().get(edge.consumer()).parallelism();
            if (edge.consumer() == vertex) {
                List<Peer> peers = edge.producersOf(task.subtask(), producers, consumers)
                        .mapToObj(i -> peer(edge.producer(), i))
                        .toList();
                inputs.add(new EdgeChannels(e, edge.input(), peers));
            }
            if (edge.producer() == vertex) {
                List<Peer> peers = edge.consumersOf(task.subtask(), producers, consumers)
                        .mapToObj(i -> peer(edge.consumer(), i))
                        .toList();
                outputs.put(edge.output(), new EdgeChannels(e, edge.input(), peers));
            }
        }
        return new TaskDeployment(task, task.subtask(), inputs, List.copyOf(outputs.values()), restore(task));
    }

    private Peer peer(int vertex, int subtask) {
        ExecutionAttemptId id = new ExecutionAttemptId(job.jobId(), vertex, subtask, attempt);
        return new Peer(id, tasks.get(id).host.location());
    }
}

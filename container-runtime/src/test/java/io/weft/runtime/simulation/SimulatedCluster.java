package io.weft.runtime.simulation;

import io.weft.api.serialization.SimpleVersionedSerializer;
import io.weft.api.source.lib.NumberSequenceSource;
import io.weft.api.source.lib.NumberSequenceSource.NumberSequenceSplit;
import io.weft.jobmanager.checkpoint.StateAssignment;
import io.weft.model.Clock;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.OperatorId;
import io.weft.model.TaskManagerId;
import io.weft.model.TaskManagerLocation;
import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.model.checkpoint.CheckpointKind;
import io.weft.model.checkpoint.CheckpointMetadata;
import io.weft.model.checkpoint.CheckpointMetadata.OperatorState;
import io.weft.model.checkpoint.CheckpointMetadata.SubtaskState;
import io.weft.model.checkpoint.CheckpointOrder;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.model.checkpoint.OperatorStateSnapshot;
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
import io.weft.runtime.channel.LocalChannels;
import io.weft.runtime.task.CheckpointPort;
import io.weft.runtime.task.JobContext;
import io.weft.runtime.task.Task;
import io.weft.runtime.task.TaskBuilder;
import io.weft.runtime.task.TaskOwner;
import io.weft.runtime.task.TaskSetup;
import io.weft.runtime.task.TaskSurroundings;
import io.weft.state.heap.HeapKeyedStateBackend;
import io.weft.state.snapshot.SnapshotWork;
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

/**
 * The tasks of a job in one thread, with a coordinator of checkpoints and an enumerator of splits reduced to what matters: everything that
 * would be a message, a write or a crash in production is a step that a seed puts anywhere. The source is a number sequence in vertex 0.
 */
final class SimulatedCluster implements CheckpointPort {

    private static final TaskManagerLocation HERE = new TaskManagerLocation(new TaskManagerId("sim"), "localhost", 0);
    private static final int MAX_STEPS = 2_000_000;
    private static final int SPLITS = 7;
    private static final int MAX_CONCURRENT = 3;
    /** With more than so many messages and writes on their way no checkpoint is begun: it would only be given up before they arrive. */
    private static final int MAX_LATE = 200;

    /** The job with several parallelisms; each attempt takes one of them. */
    private final List<JobGraph> jobs;

    private final Random random;
    private final boolean mayCrash;

    // Of the present attempt.
    private JobGraph job;
    private final Map<ExecutionAttemptId, Run> tasks = new TreeMap<>(SimulatedCluster::byPlace);
    private final Map<ExecutionAttemptId, Deque<SourceMessage.ToReader>> mails =
            new TreeMap<>(SimulatedCluster::byPlace);
    private final List<Runnable> late = new ArrayList<>();
    private final Map<Long, Pending> pending = new TreeMap<>();
    private LocalChannels channels;
    private List<NumberSequenceSplit> unassigned;
    private int attempt = -1;

    // What outlives crashes.
    private long lastId;
    private Complete latest;
    private List<List<TaskRestore>> restores;
    private int rescaled;
    private int crashes;
    private int restoredWithRecordsInFlight;
    private long nowNanos = 1;

    /** A task and who steps it. */
    private final class Run implements TaskOwner {
        private final Doorbell doorbell = new Doorbell();
        private Task task;
        private boolean done;
        private boolean stepping;

        @Override
        public Doorbell doorbell() {
            return doorbell;
        }

        @Override
        public void awaitRoom() {
            stepSomeTask();
        }

        @Override
        public boolean isCanceled() {
            return false;
        }
    }

    /** A checkpoint under way. */
    private record Pending(List<NumberSequenceSplit> unassigned, Map<ExecutionAttemptId, TaskSnapshot> made) {}

    /**
     * A complete checkpoint.
     *
     * @param job with the parallelisms of then
     * @param tasks by vertex and subtask
     * @param finished of them, those that had ended before and made no part of this one
     */
    private record Complete(
            long id,
            JobGraph job,
            int attempt,
            List<NumberSequenceSplit> unassigned,
            Map<String, TaskSnapshot> tasks,
            Set<String> finished) {

        CheckpointMetadata metadata() {
            List<OperatorState> operators = new ArrayList<>();
            for (int vertex = 0; vertex < job.vertices().size(); vertex++) {
                JobVertex described = job.vertices().get(vertex);
                for (JobVertex.Member operator : described.operators()) {
                    boolean head = operator.id().equals(described.id());
                    List<SubtaskState> subtasks = new ArrayList<>();
                    for (int subtask = 0; subtask < described.parallelism(); subtask++) {
                        subtasks.add(state(vertex + "/" + subtask, operator.id(), head));
                    }
                    operators.add(new OperatorState(
                            operator.id(), operator.name(), described.maxParallelism(), null, subtasks));
                }
            }
            CheckpointOrder order = new CheckpointOrder(id, 0, CheckpointKind.CHECKPOINT, "checkpoint " + id);
            return new CheckpointMetadata(job.jobId(), job.name(), order, operators);
        }

        private SubtaskState state(String place, OperatorId operator, boolean head) {
            TaskSnapshot snapshot = tasks.get(place);
            boolean ended = finished.contains(place);
            KeyedSnapshot keyed = null;
            OperatorStateSnapshot lists = null;
            for (TaskSnapshot.OperatorSnapshot own :
                    snapshot == null ? List.<TaskSnapshot.OperatorSnapshot>of() : snapshot.operators()) {
                if (own.operator().equals(operator)) {
                    keyed = own.keyed();
                    lists = own.operatorState();
                }
            }
            boolean flows = head && snapshot != null && !ended;
            return new SubtaskState(ended, keyed, lists, flows ? snapshot.channels() : List.of());
        }
    }

    SimulatedCluster(List<JobGraph> jobs, long seed) {
        this.jobs = jobs;
        this.random = new Random(seed);
        this.mayCrash = seed % 10 != 0;
    }

    int crashes() {
        return crashes;
    }

    /** How many tasks were restored with records that a barrier had overtaken. */
    int restoredWithRecordsInFlight() {
        return restoredWithRecordsInFlight;
    }

    /** How often the job went on with another parallelism. */
    int rescaled() {
        return rescaled;
    }

    private static int byPlace(ExecutionAttemptId a, ExecutionAttemptId b) {
        return a.vertex() != b.vertex()
                ? Integer.compare(a.vertex(), b.vertex())
                : Integer.compare(a.subtask(), b.subtask());
    }

    void runToEnd() throws Exception {
        start();
        for (int step = 0; step < MAX_STEPS; step++) {
            if (tasks.values().stream().allMatch(run -> run.done)) {
                return;
            }
            int what = random.nextInt(1000);
            if (what < 3 && mayCrash && crashes < 8) {
                crash();
            } else if (what < 20 && pending.size() < MAX_CONCURRENT && late.size() < MAX_LATE) {
                trigger();
            } else if (what < 22 && !pending.isEmpty()) {
                giveUp(pending.keySet().iterator().next());
            } else if (what < 300 && !late.isEmpty()) {
                late.remove(0).run();
            } else if (what < 400) {
                deliverMail();
            } else {
                stepSomeTask();
            }
            nowNanos += random.nextInt(2_000_000);
        }
        throw new AssertionError("The job does not end");
    }

    // ---- tasks

    private void start() throws Exception {
        attempt++;
        job = jobs.get(random.nextInt(jobs.size()));
        restores = latest == null ? null : StateAssignment.of(job, latest.metadata(), false);
        rescaled += latest != null && !latest.job.equals(job) ? 1 : 0;
        channels = new LocalChannels();
        unassigned = latest == null ? split() : new ArrayList<>(latest.unassigned);
        for (int v = 0; v < job.vertices().size(); v++) {
            JobVertex vertex = job.vertices().get(v);
            JobContext context = new JobContext(
                    new JobDescription(job.jobId(), job.name(), job.configuration(), List.of()),
                    getClass().getClassLoader());
            VertexDescription description = new VertexDescription(
                    v, vertex.name(), vertex.parallelism(), vertex.maxParallelism(), vertex.program(), peer(v, 0));
            for (int subtask = 0; subtask < vertex.parallelism(); subtask++) {
                VertexProgram program = (VertexProgram)
                        UserObjects.read(vertex.program(), getClass().getClassLoader());
                TaskDeployment deployment = deployment(v, subtask);
                Run run = new Run();
                run.task = TaskBuilder.build(
                        new TaskSetup(context, description, program, deployment), surroundings(), run);
                tasks.put(deployment.attempt(), run);
                mails.put(deployment.attempt(), new ArrayDeque<>());
            }
        }
        for (Run run : tasks.values()) {
            run.task.open();
        }
    }

    private TaskSurroundings surroundings() {
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
                HERE,
                channels,
                clock,
                this::onReaderMessage,
                this,
                HeapKeyedStateBackend::open,
                Path.of("target", "simulated-state"));
    }

    private void stepSomeTask() {
        List<Run> steppable = tasks.values().stream()
                .filter(run -> !run.done && !run.stepping)
                .toList();
        if (steppable.isEmpty()) {
            return;
        }
        Run run = steppable.get(random.nextInt(steppable.size()));
        run.stepping = true;
        try {
            if (run.task.step() == Task.Progress.DONE) {
                run.done = true;
                Throwable failure = run.task.close(null);
                if (failure != null) {
                    throw new AssertionError("A task ended with a failure", failure);
                }
                pending.keySet().stream().toList().forEach(this::completeIfWhole);
            }
        } catch (Exception e) {
            throw new AssertionError("A task failed", e);
        } finally {
            run.stepping = false;
        }
    }

    private void crash() throws Exception {
        crashes++;
        for (Run run : tasks.values()) {
            if (!run.done) {
                run.task.close(new IllegalStateException("crash"));
            }
        }
        tasks.clear();
        mails.clear();
        late.clear();
        pending.clear();
        start();
    }

    // ---- the enumerator

    private static List<NumberSequenceSplit> split() {
        List<NumberSequenceSplit> splits = new ArrayList<>();
        long from = 0;
        for (int i = 0; i < SPLITS; i++) {
            long to = ExactlyOnceSimulationTest.NUMBERS * (i + 1L) / SPLITS - 1;
            splits.add(new NumberSequenceSplit("split " + i, from, to));
            from = to + 1;
        }
        return splits;
    }

    static long splitOf(long number) {
        long split = 0;
        while (number >= ExactlyOnceSimulationTest.NUMBERS * (split + 1) / SPLITS) {
            split++;
        }
        return split;
    }

    private void onReaderMessage(SourceMessage.ToEnumerator message) {
        if (message instanceof SourceMessage.SplitRequested) {
            ExecutionAttemptId reader = message.reader();
            late.add(() -> {
                try {
                    mails.get(reader)
                            .add(unassigned.isEmpty() ? new SourceMessage.NoMoreSplits(reader) : assign(reader));
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
        }
    }

    private SourceMessage.ToReader assign(ExecutionAttemptId reader) throws Exception {
        SimpleVersionedSerializer<NumberSequenceSplit> serializer = new NumberSequenceSource(0, 1).getSplitSerializer();
        byte[] split = serializer.serialize(unassigned.remove(0));
        return new SourceMessage.SplitsAssigned(reader, serializer.getVersion(), List.of(split));
    }

    private void deliverMail() {
        List<ExecutionAttemptId> waiting = mails.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        if (!waiting.isEmpty()) {
            ExecutionAttemptId reader = waiting.get(random.nextInt(waiting.size()));
            Run run = tasks.get(reader);
            SourceMessage.ToReader message = mails.get(reader).remove();
            if (!run.done) {
                run.task.requestDelivery(message);
            }
        }
    }

    // ---- checkpoints

    private void trigger() {
        long id = ++lastId;
        CheckpointBarrier barrier = new CheckpointBarrier(id, 0, CheckpointKind.CHECKPOINT);
        pending.put(id, new Pending(List.copyOf(unassigned), new HashMap<>()));
        tasks.forEach((task, run) -> {
            if (task.vertex() == 0) {
                mails.get(task).add(new SourceMessage.EnumeratorCheckpointed(task, barrier));
            }
            late.add(() -> run.task.requestCheckpoint(barrier));
        });
        completeIfWhole(id);
    }

    @Override
    public void snapshotMade(ExecutionAttemptId task, CheckpointBarrier barrier, SnapshotWork<TaskSnapshot> work) {
        late.add(random.nextInt(late.size() + 1), () -> {
            Pending checkpoint = pending.get(barrier.checkpoint());
            if (checkpoint == null) {
                work.discard();
                return;
            }
            try {
                checkpoint.made.put(task, work.write(new MemoryStorage()));
            } catch (Exception e) {
                throw new AssertionError("Cannot write a snapshot", e);
            }
            completeIfWhole(barrier.checkpoint());
        });
    }

    @Override
    public void declined(ExecutionAttemptId task, CheckpointBarrier barrier, Throwable reason) {
        throw new AssertionError("A checkpoint was declined", reason);
    }

    private void giveUp(long id) {
        pending.remove(id);
        tasks.values().forEach(run -> late.add(() -> run.task.requestCheckpointAborted(id)));
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
        if (latest != null && latest.id > id) {
            return;
        }
        Map<String, TaskSnapshot> states = new HashMap<>();
        Set<String> finished = new HashSet<>();
        tasks.forEach((task, run) -> {
            TaskSnapshot own = checkpoint.made.get(task);
            if (own == null) {
                finished.add(place(task));
                own = latest.attempt == attempt ? latest.tasks.get(place(task)) : null;
            }
            states.put(place(task), own);
        });
        latest = new Complete(id, job, attempt, checkpoint.unassigned, states, finished);
        tasks.values().forEach(run -> late.add(() -> run.task.requestCheckpointCompleted(id)));
    }

    private static String place(ExecutionAttemptId task) {
        return task.vertex() + "/" + task.subtask();
    }

    private TaskRestore restore(ExecutionAttemptId task) {
        if (restores == null) {
            return null;
        }
        TaskRestore restore = restores.get(task.vertex()).get(task.subtask());
        restoredWithRecordsInFlight += restore.channels().isEmpty() ? 0 : 1;
        return restore;
    }

    // ---- deployments

    private TaskDeployment deployment(int vertex, int subtask) {
        List<EdgeChannels> inputs = new ArrayList<>();
        Map<Integer, EdgeChannels> outputs = new TreeMap<>();
        for (int e = 0; e < job.edges().size(); e++) {
            JobEdge edge = job.edges().get(e);
            int producers = job.vertices().get(edge.producer()).parallelism();
            int consumers = job.vertices().get(edge.consumer()).parallelism();
            if (edge.consumer() == vertex) {
                List<Peer> peers = edge.producersOf(subtask, producers, consumers)
                        .mapToObj(i -> peer(edge.producer(), i))
                        .toList();
                inputs.add(new EdgeChannels(e, edge.input(), peers));
            }
            if (edge.producer() == vertex) {
                List<Peer> peers = edge.consumersOf(subtask, producers, consumers)
                        .mapToObj(i -> peer(edge.consumer(), i))
                        .toList();
                outputs.put(edge.output(), new EdgeChannels(e, edge.input(), peers));
            }
        }
        ExecutionAttemptId self = peer(vertex, subtask).attempt();
        return new TaskDeployment(self, subtask, inputs, List.copyOf(outputs.values()), restore(self));
    }

    private Peer peer(int vertex, int subtask) {
        return new Peer(new ExecutionAttemptId(job.jobId(), vertex, subtask, attempt), HERE);
    }
}

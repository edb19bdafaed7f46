package io.weft.runtime.taskmanager;

import io.weft.api.config.Configuration;
import io.weft.api.execution.JobID;
import io.weft.api.plan.StreamGraph;
import io.weft.model.ChannelId;
import io.weft.model.Clock;
import io.weft.model.Epoch;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.TaskManagerId;
import io.weft.model.TaskManagerLocation;
import io.weft.model.TaskState;
import io.weft.model.checkpoint.CheckpointKind;
import io.weft.model.checkpoint.CheckpointOrder;
import io.weft.model.graph.JobEdge;
import io.weft.model.graph.JobGraph;
import io.weft.model.graph.JobGraphCompiler;
import io.weft.model.graph.JobVertex;
import io.weft.model.message.JobManagerMessage;
import io.weft.model.message.JobManagerMessage.TaskChanged;
import io.weft.model.message.JobManagerMessage.TaskReport;
import io.weft.model.message.TaskDeployment;
import io.weft.model.message.TaskDeployment.EdgeChannels;
import io.weft.model.message.TaskDeployment.Peer;
import io.weft.model.message.TaskManagerMessage;
import io.weft.model.message.TaskManagerMessage.JobDescription;
import io.weft.model.message.TaskManagerMessage.VertexDescription;
import io.weft.runtime.channel.ChannelReader;
import io.weft.runtime.channel.ChannelWriter;
import io.weft.runtime.channel.Channels;
import io.weft.runtime.channel.ReaderSetup;
import io.weft.runtime.channel.WriterSetup;
import io.weft.runtime.code.UserCode;
import io.weft.state.backend.StateBackends;
import io.weft.state.snapshot.LocalCopies;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** One TaskManager and a JobManager that only deploys and remembers what it is told. */
final class TestCluster implements AutoCloseable, JobManagerLink {

    static final Epoch EPOCH = new Epoch(1);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    final TaskManagerLocation location = new TaskManagerLocation(new TaskManagerId("tm"), "localhost", 0);
    final List<JobManagerMessage> heard = new CopyOnWriteArrayList<>();
    final List<String> closes = new CopyOnWriteArrayList<>();
    final List<String> ends = new CopyOnWriteArrayList<>();
    final TaskManager taskManager;
    private final ScheduledExecutorService control = Executors.newSingleThreadScheduledExecutor();

    TestCluster() {
        this(100, 0);
    }

    TestCluster(long cancellationIntervalMs, long cancellationTimeoutMs) {
        taskManager = new TaskManager(
                new TaskManagerSettings(
                        location, 4, cancellationIntervalMs, cancellationTimeoutMs, Path.of("target", "state")),
                new TaskManagerPorts(
                        control,
                        TaskManagerPorts.writerThreads(),
                        new StateBackends(new Configuration(), 0),
                        LocalCopies.NONE,
                        Clock.SYSTEM,
                        new NoRemoteChannels(),
                        (to, message) -> {
                            throw new AssertionError("All tasks are here, but " + message + " is for " + to);
                        },
                        UserCode.present(TestCluster.class.getClassLoader()),
                        (reason, failure) -> ends.add(reason)));
        taskManager.start();
        taskManager.requestConnect(this);
    }

    private static final class NoRemoteChannels implements Channels {
        @Override
        public ChannelWriter writer(ChannelId id, TaskManagerLocation consumer, WriterSetup setup) {
            throw new AssertionError("All tasks are here, but a channel leads to " + consumer);
        }

        @Override
        public ChannelReader reader(ChannelId id, TaskManagerLocation producer, ReaderSetup setup) {
            throw new AssertionError("All tasks are here, but a channel comes from " + producer);
        }
    }

    @Override
    public void send(JobManagerMessage message) {
        heard.add(message);
    }

    @Override
    public void close(String reason) {
        closes.add(reason);
    }

    /** Deploys the job's tasks for the first time. */
    JobGraph deploy(StreamGraph program) {
        JobGraph job = JobGraphCompiler.compile(program);
        deploy(job, 0);
        return job;
    }

    void deploy(JobGraph job, int attempt) {
        JobDescription description = new JobDescription(job.jobId(), job.name(), job.configuration(), List.of());
        List<VertexDescription> vertices = new ArrayList<>();
        List<TaskDeployment> tasks = new ArrayList<>();
        for (int v = 0; v < job.vertices().size(); v++) {
            JobVertex vertex = job.vertices().get(v);
            vertices.add(new VertexDescription(
                    v,
                    vertex.name(),
                    vertex.parallelism(),
                    vertex.maxParallelism(),
                    vertex.program(),
                    peer(job.jobId(), v, 0, attempt)));
            for (int subtask = 0; subtask < vertex.parallelism(); subtask++) {
                tasks.add(deployment(job, v, subtask, attempt));
            }
        }
        taskManager.requestHandling(new TaskManagerMessage.DeployTasks(EPOCH, description, vertices, tasks));
    }

    private TaskDeployment deployment(JobGraph job, int vertex, int subtask, int attempt) {
        List<EdgeChannels> inputs = new ArrayList<>();
        Map<Integer, EdgeChannels> outputs = new TreeMap<>();
        for (int e = 0; e < job.edges().size(); e++) {
            JobEdge edge = job.edges().get(e);
            int producers = job.vertices().get(edge.producer()).parallelism();
            int consumers = job.vertices().get(edge.consumer()).parallelism();
            if (edge.consumer() == vertex) {
                List<Peer> peers = edge.producersOf(subtask, producers, consumers)
                        .mapToObj(i -> peer(job.jobId(), edge.producer(), i, attempt))
                        .toList();
                inputs.add(new EdgeChannels(e, edge.input(), peers));
            }
            if (edge.producer() == vertex) {
                List<Peer> peers = edge.consumersOf(subtask, producers, consumers)
                        .mapToObj(i -> peer(job.jobId(), edge.consumer(), i, attempt))
                        .toList();
                outputs.put(edge.output(), new EdgeChannels(e, edge.input(), peers));
            }
        }
        return new TaskDeployment(
                new ExecutionAttemptId(job.jobId(), vertex, subtask, attempt),
                subtask,
                inputs,
                List.copyOf(outputs.values()),
                null);
    }

    private Peer peer(JobID job, int vertex, int subtask, int attempt) {
        return new Peer(new ExecutionAttemptId(job, vertex, subtask, attempt), location);
    }

    List<ExecutionAttemptId> attempts(JobGraph job, int attempt) {
        List<ExecutionAttemptId> all = new ArrayList<>();
        for (int v = 0; v < job.vertices().size(); v++) {
            for (int subtask = 0; subtask < job.vertices().get(v).parallelism(); subtask++) {
                all.add(new ExecutionAttemptId(job.jobId(), v, subtask, attempt));
            }
        }
        return all;
    }

    /** The last report of each task. */
    Map<ExecutionAttemptId, TaskReport> reports() {
        Map<ExecutionAttemptId, TaskReport> last = new LinkedHashMap<>();
        for (JobManagerMessage message : heard) {
            if (message instanceof TaskChanged changed) {
                last.put(changed.task().attempt(), changed.task());
            }
        }
        return last;
    }

    /** Orders a checkpoint that nobody reads. */
    void trigger(JobGraph job, long checkpoint) {
        CheckpointOrder order = new CheckpointOrder(checkpoint, 0, CheckpointKind.CHECKPOINT, "/nowhere");
        taskManager.requestHandling(new TaskManagerMessage.TriggerCheckpoint(EPOCH, job.jobId(), order));
    }

    void cancel(JobGraph job) {
        taskManager.requestHandling(new TaskManagerMessage.CancelTasks(EPOCH, job.jobId(), attempts(job, 0)));
    }

    /** Waits until every task of the job's attempt 0 has come to the state. */
    void await(JobGraph job, TaskState state) {
        await(
                state + " of all tasks of " + job.name(),
                () -> attempts(job, 0).stream()
                        .allMatch(attempt -> reports().containsKey(attempt)
                                && reports().get(attempt).state() == state));
    }

    void await(String what, BooleanSupplier condition) {
        long start = Clock.SYSTEM.nanos();
        while (!condition.getAsBoolean()) {
            if (Clock.SYSTEM.nanos() - start > PATIENCE_NANOS) {
                throw new AssertionError("Waited in vain for " + what + "; heard " + reports());
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {
        taskManager.requestStop().orTimeout(60, TimeUnit.SECONDS).join();
        control.shutdownNow();
    }
}

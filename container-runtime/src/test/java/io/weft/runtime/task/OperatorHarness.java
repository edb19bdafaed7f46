package io.weft.runtime.task;

import io.weft.api.execution.JobID;
import io.weft.api.functions.OutputTag;
import io.weft.api.plan.OperatorSpec;
import io.weft.api.plan.Partitioning;
import io.weft.api.types.TypeInformation;
import io.weft.model.ChannelId;
import io.weft.model.Clock;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.OperatorId;
import io.weft.model.TaskManagerId;
import io.weft.model.TaskManagerLocation;
import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.model.checkpoint.TaskSnapshot;
import io.weft.model.graph.VertexProgram;
import io.weft.model.graph.VertexProgram.ChainedEdge;
import io.weft.model.graph.VertexProgram.Input;
import io.weft.model.graph.VertexProgram.OperatorNode;
import io.weft.model.graph.VertexProgram.Output;
import io.weft.model.message.TaskDeployment;
import io.weft.model.message.TaskDeployment.EdgeChannels;
import io.weft.model.message.TaskDeployment.Peer;
import io.weft.model.message.TaskManagerMessage.JobDescription;
import io.weft.model.message.TaskManagerMessage.VertexDescription;
import io.weft.runtime.channel.ChannelReader;
import io.weft.runtime.channel.ChannelWriter;
import io.weft.runtime.channel.Channels;
import io.weft.runtime.channel.Doorbell;
import io.weft.runtime.channel.Element;
import io.weft.runtime.channel.ReaderSetup;
import io.weft.runtime.channel.RecordBatch;
import io.weft.runtime.channel.WriterSetup;
import io.weft.state.heap.HeapKeyedStateBackend;
import io.weft.state.snapshot.SnapshotWork;
import io.weft.state.snapshot.StateSource;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** Runs a chain of operators as a task in the calling thread: input is scripted, outputs are {@link Outlet}s. */
final class OperatorHarness implements TaskOwner, Channels, CheckpointPort {

    /** A record with its timestamp. */
    record Stamped(Object record, long timestamp) {}

    static final Element END = new Element.EndOfData();

    /** More steps than any test needs. */
    private static final int MAX_STEPS = 100_000;

    private static final JobID JOB = new JobID(3, 4);
    private static final TaskManagerLocation HERE = new TaskManagerLocation(new TaskManagerId("tm"), "localhost", 0);

    private final List<OperatorNode> operators = new ArrayList<>();
    private final List<Output> programOutputs = new ArrayList<>();
    private final List<EdgeChannels> inputEdges = new ArrayList<>();
    private final List<EdgeChannels> outputEdges = new ArrayList<>();
    private final Map<Integer, Queue<Element>> inlets = new HashMap<>();
    private final Map<Integer, Outlet> outlets = new HashMap<>();
    private final Doorbell doorbell = new Doorbell();
    private final boolean roomy;
    private final Clock clock = new StandingClock();
    private boolean canceled;
    private Task task;

    private static final class StandingClock implements Clock {
        @Override
        public long nowMs() {
            return 0;
        }

        @Override
        public long nanos() {
            return 1;
        }
    }

    /** @param roomy whether outputs take everything at once, or one record at a time */
    OperatorHarness(boolean roomy) {
        this.roomy = roomy;
    }

    /** The head of the chain, or what follows the operator before. */
    OperatorHarness operator(OperatorSpec spec, TypeInformation<?> outputType, Input... inputs) {
        int number = operators.size();
        if (number > 0) {
            OperatorNode parent = operators.remove(number - 1);
            operators.add(new OperatorNode(
                    parent.id(),
                    parent.name(),
                    parent.spec(),
                    parent.inputs(),
                    parent.outputType(),
                    List.of(new ChainedEdge(number, null))));
        }
        operators.add(new OperatorNode(
                new OperatorId(0, number), "operator " + number, spec, List.of(inputs), outputType, List.of()));
        return this;
    }

    /** A channel that carries the last operator's output away; of a side output if there is a tag. */
    OperatorHarness output(OutputTag<?> tag, TypeInformation<?> type) {
        int edge = 100 + programOutputs.size();
        programOutputs.add(new Output(operators.size() - 1, tag, new Partitioning.Forward(), type, 128, 100));
        outputEdges.add(new EdgeChannels(edge, 0, List.of(peer(1))));
        return this;
    }

    /** One more channel into one of the head's inputs: records in batches of {@code chunk}, and events. */
    OperatorHarness channel(int input, int chunk, List<?> items) {
        int edge = inputEdges.size();
        inputEdges.add(new EdgeChannels(edge, input, List.of(peer(2))));
        inlets.put(edge, elements(chunk, items));
        return this;
    }

    /** Adds to a channel, by the order in which they were made. */
    void send(int channel, Object... items) {
        inlets.get(channel).addAll(elements(Integer.MAX_VALUE, List.of(items)));
    }

    int elementsLeft(int channel) {
        return inlets.get(channel).size();
    }

    private static Queue<Element> elements(int chunk, List<?> items) {
        Queue<Element> elements = new ArrayDeque<>();
        List<Stamped> batch = new ArrayList<>();
        for (Object item : items) {
            if (item instanceof Element event) {
                addBatch(elements, batch);
                elements.add(event);
            } else {
                batch.add(item instanceof Stamped stamped ? stamped : new Stamped(item, Element.NO_TIMESTAMP));
                if (batch.size() == chunk) {
                    addBatch(elements, batch);
                }
            }
        }
        addBatch(elements, batch);
        return elements;
    }

    private static void addBatch(Queue<Element> elements, List<Stamped> batch) {
        if (!batch.isEmpty()) {
            Object[] records = batch.stream().map(Stamped::record).toArray();
            long[] timestamps = batch.stream().mapToLong(Stamped::timestamp).toArray();
            elements.add(new RecordBatch(records, timestamps, records.length));
            batch.clear();
        }
    }

    private static Peer peer(int vertex) {
        return new Peer(new ExecutionAttemptId(JOB, vertex, 0, 0), HERE);
    }

    Task build() throws Exception {
        Peer self = peer(0);
        JobDescription job = new JobDescription(JOB, "job", Map.of(), List.of());
        VertexDescription vertex = new VertexDescription(0, "vertex", 1, 128, new byte[0], self);
        TaskSetup setup = new TaskSetup(
                new JobContext(job, OperatorHarness.class.getClassLoader()),
                vertex,
                new VertexProgram(operators, programOutputs, false),
                new TaskDeployment(self.attempt(), 0, inputEdges, outputEdges, null));
        task = TaskBuilder.build(setup, surroundings(), this);
        return task;
    }

    private TaskSurroundings surroundings() {
        return new TaskSurroundings(
                HERE,
                this,
                clock,
                message -> {},
                this,
                HeapKeyedStateBackend::open,
                StateSource.files(),
                Path.of("target", "state"));
    }

    @Override
    public void snapshotMade(ExecutionAttemptId of, CheckpointBarrier barrier, SnapshotWork<TaskSnapshot> work) {
        throw new AssertionError("No checkpoint was asked for");
    }

    @Override
    public void declined(ExecutionAttemptId of, CheckpointBarrier barrier, Throwable reason) {
        throw new AssertionError("No checkpoint was asked for", reason);
    }

    /** Opens, runs and closes the task. */
    void run() throws Exception {
        Throwable failure = null;
        try {
            build().open();
            stepToEnd();
        } catch (Exception | Error e) {
            failure = e;
        }
        failure = task.close(failure);
        if (failure instanceof Error error) {
            throw error;
        } else if (failure != null) {
            throw (Exception) failure;
        }
    }

    private void stepToEnd() throws Exception {
        for (int i = 0; i < MAX_STEPS; i++) {
            switch (task.step()) {
                case DONE -> {
                    return;
                }
                case BACKPRESSURED -> awaitRoom();
                case IDLE -> throw new AssertionError("The input is not ended, but there is no more");
                case WORKING -> {}
            }
        }
        throw new AssertionError("The task does not end");
    }

    /** Steps until there is nothing to do, or the task is done. */
    Task.Progress stepUntilIdle() throws Exception {
        Task.Progress progress = task.step();
        while (progress == Task.Progress.WORKING) {
            progress = task.step();
        }
        return progress;
    }

    List<Object> received(int output) {
        return outlets.get(100 + output).received();
    }

    Outlet outlet(int output) {
        return outlets.get(100 + output);
    }

    @Override
    public ChannelWriter writer(ChannelId id, TaskManagerLocation consumer, WriterSetup setup) {
        Outlet outlet = new Outlet(setup.producer().backpressure(), roomy);
        outlets.put(id.edge(), outlet);
        return outlet;
    }

    @Override
    public ChannelReader reader(ChannelId id, TaskManagerLocation producer, ReaderSetup setup) {
        Queue<Element> inlet = inlets.get(id.edge());
        return new ChannelReader() {
            @Override
            public Element poll() {
                return inlet.poll();
            }

            @Override
            public void close() {}
        };
    }

    /** From now on nobody waits for room. */
    void cancel() {
        canceled = true;
    }

    @Override
    public Doorbell doorbell() {
        return doorbell;
    }

    @Override
    public void awaitRoom() {
        outlets.values().forEach(Outlet::makeRoom);
    }

    @Override
    public boolean isCanceled() {
        return canceled;
    }
}

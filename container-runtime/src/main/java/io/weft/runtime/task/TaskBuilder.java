package io.weft.runtime.task;

import io.weft.api.config.ExecutionConfig;
import io.weft.api.config.SerializerConfig;
import io.weft.api.config.SerializerConfigImpl;
import io.weft.api.functions.KeySelector;
import io.weft.api.functions.OutputTag;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.types.TypeInformation;
import io.weft.model.ChannelId;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.KeyGroupRange;
import io.weft.model.checkpoint.ChannelSnapshot;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.model.checkpoint.TaskRestore;
import io.weft.model.checkpoint.TaskRestore.OperatorRestore;
import io.weft.model.graph.VertexProgram;
import io.weft.model.graph.VertexProgram.ChainedEdge;
import io.weft.model.graph.VertexProgram.Input;
import io.weft.model.graph.VertexProgram.OperatorNode;
import io.weft.model.graph.VertexProgram.Output;
import io.weft.model.message.TaskDeployment.EdgeChannels;
import io.weft.model.message.TaskDeployment.Peer;
import io.weft.model.message.TaskManagerMessage.VertexDescription;
import io.weft.runtime.chain.Head;
import io.weft.runtime.chain.Lifecycle;
import io.weft.runtime.chain.Operator;
import io.weft.runtime.chain.OperatorContext;
import io.weft.runtime.chain.Outputs;
import io.weft.runtime.chain.Receiver;
import io.weft.runtime.chain.Timers;
import io.weft.runtime.channel.ChannelWriter;
import io.weft.runtime.channel.ReaderSetup;
import io.weft.runtime.channel.RecordBatch;
import io.weft.runtime.channel.WriterSetup;
import io.weft.runtime.hot.ClassCopies;
import io.weft.runtime.operator.Operators;
import io.weft.runtime.output.Emitters;
import io.weft.runtime.source.SourceContext;
import io.weft.runtime.source.SourceHead;
import io.weft.runtime.source.Sources;
import io.weft.runtime.state.ManagedState;
import io.weft.runtime.task.Checkpointing.Member;
import io.weft.state.HotClasses;
import io.weft.state.KeyedStateBackend;
import io.weft.state.KeyedStateSetup;
import io.weft.state.operator.OperatorStateBackend;
import io.weft.state.snapshot.StateReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Builds a task: from the program's tree of nodes the chain of operators, from the deployment the channels at both its ends. */
public final class TaskBuilder {

    private final TaskSetup setup;
    private final TaskSurroundings surroundings;
    private final TaskOwner owner;
    private final VertexProgram program;
    private final TaskOutputs outputs;
    private final Timers timers = new Timers();
    private final ClassCopies copies;
    private final SerializerConfig serializers;
    /** What reads each operator's records, by operator and side output (null: the main one). */
    private final List<Map<OutputTag<?>, Readers>> readers = new ArrayList<>();

    private final Lifecycle[] members;
    private final ManagedState[] states;
    private final CheckpointSettings checkpoints;
    private final Mailbox mailbox;

    /** Who reads one output of an operator. */
    private static final class Readers {
        private final TypeInformation<?> type;
        private final List<Receiver> emitters = new ArrayList<>();
        private final List<Receiver> operators = new ArrayList<>();

        Readers(TypeInformation<?> type) {
            this.type = type;
        }
    }

    private TaskBuilder(TaskSetup setup, TaskSurroundings surroundings, TaskOwner owner) {
        this.setup = setup;
        this.surroundings = surroundings;
        this.owner = owner;
        this.program = setup.program();
        this.outputs = new TaskOutputs(owner);
        this.serializers = new SerializerConfigImpl(setup.job().configuration());
        this.copies = ClassCopies.ofShape(setup.job().userCode(), ChainShape.of(program));
        this.members = new Lifecycle[program.operators().size()];
        this.mailbox = new Mailbox(owner.doorbell());
        this.checkpoints = CheckpointSettings.of(setup.job().configuration());
        this.states = new ManagedState[program.operators().size()];
        program.operators().forEach(node -> readers.add(new HashMap<>()));
    }

    /** Builds the task. If that fails, no channel is left behind. */
    public static Task build(TaskSetup setup, TaskSurroundings surroundings, TaskOwner owner) throws Exception {
        TaskBuilder builder = new TaskBuilder(setup, surroundings, owner);
        try {
            return builder.build();
        } catch (Exception | Error e) {
            builder.outputs.close(false);
            builder.closeStates(e);
            throw e;
        }
    }

    private void closeStates(Throwable failure) {
        for (ManagedState state : states) {
            try {
                if (state != null) {
                    state.close();
                }
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
    }

    private Task build() throws Exception {
        connectOutputs();
        if (isFinished()) {
            return finishedTask();
        }
        for (int i = program.operators().size() - 1; i > 0; i--) {
            Operator operator = Operators.create(node(i), context(i), place(i));
            members[i] = operator;
            connectToParent(i, operator);
        }
        return Sources.isSource(node(0)) ? sourceTask() : readingTask();
    }

    private boolean isFinished() {
        TaskRestore restore = setup.deployment().restore();
        return restore != null && restore.finished();
    }

    /** All that the vertex had to do is done and committed. */
    private Task finishedTask() {
        return task(new FinishedHead(outputs), () -> 0, List.of(), checkpointing(List.of()), false, () -> {});
    }

    private Task sourceTask() throws Exception {
        SourceContext context = new SourceContext(
                context(0),
                setup.deployment().attempt(),
                surroundings.location(),
                setup.job().configuration(),
                owner.doorbell(),
                surroundings.toEnumerator());
        SourceHead source = Sources.create(node(0), context, place(0));
        members[0] = source;
        List<Member> chain = chain();
        return task(source, source::records, chain, checkpointing(chain), checkpoints.regular(), () -> {});
    }

    private Task readingTask() throws Exception {
        Operator operator = Operators.create(node(0), context(0), place(0));
        members[0] = operator;
        List<Member> chain = chain();
        Checkpointing checkpointing = checkpointing(chain);
        InputGate gate = new InputGate(operator, checkpointing, checkpoints, surroundings.clock(), timers);
        try {
            restoreChannels(gate, operator);
            for (EdgeChannels edge : setup.deployment().inputs()) {
                connectInput(gate, edge, operator);
            }
        } catch (Exception e) {
            gate.close();
            throw e;
        }
        return task(gate, gate::recordsIn, chain, checkpointing, checkpoints.regular(), gate::close);
    }

    /** Head first. */
    private List<Member> chain() {
        List<Member> chain = new ArrayList<>();
        for (int i = 0; i < members.length; i++) {
            chain.add(new Member(members[i], states[i]));
        }
        return chain;
    }

    private Checkpointing checkpointing(List<Member> chain) {
        return new Checkpointing(
                setup.deployment().attempt(),
                chain,
                outputs,
                surroundings.checkpoints(),
                surroundings.clock(),
                timers,
                checkpoints);
    }

    private Task task(
            Head head,
            LongSupplier recordsIn,
            List<Member> chain,
            Checkpointing checkpointing,
            boolean awaitsFinalCheckpoint,
            Runnable onClose) {
        List<Member> openingOrder = new ArrayList<>(chain);
        Collections.reverse(openingOrder);
        return new Task(new Task.TaskParts(
                head,
                recordsIn,
                openingOrder,
                checkpointing,
                awaitsFinalCheckpoint,
                outputs,
                mailbox,
                timers,
                surroundings.clock(),
                onClose));
    }

    private void connectInput(InputGate gate, EdgeChannels edge, Operator operator) throws IOException {
        TypeInformation<?> type = node(0).inputs().get(edge.input()).type();
        for (Peer producer : edge.peers()) {
            ChannelId id = new ChannelId(
                    edge.edge(), producer.attempt(), setup.deployment().attempt());
            ReaderSetup reader = new ReaderSetup(
                    serializer(type),
                    owner.doorbell(),
                    barrier -> mailbox.put(() -> gate.onAnnounced(barrier)),
                    copies.at("input " + edge.input()));
            gate.add(
                    edge.input(),
                    surroundings.channels().reader(id, producer.location(), reader),
                    serializer(type),
                    feed(edge.input(), operator));
        }
    }

    private Feed feed(int input, Operator operator) {
        Class<? extends Feed> loop = input == 0 ? Feed.First.class : Feed.Second.class;
        return copies.at("input " + input).create(Feed.class, loop, operator);
    }

    /** Puts what was in flight at the checkpoint in front of everything else, as far as it is this subtask's. */
    private void restoreChannels(InputGate gate, Operator operator) throws Exception {
        TaskRestore restore = setup.deployment().restore();
        if (restore == null) {
            return;
        }
        try (StateReader reader = new StateReader(surroundings.stateSource())) {
            for (ChannelSnapshot snapshot : restore.channels()) {
                Input input = node(0).inputs().get(snapshot.input());
                TypeSerializer<Object> serializer = serializer(input.type());
                RecordBatch records = InFlightRecords.read(snapshot, serializer, reader);
                gate.addRestored(
                        snapshot.input(),
                        restore.rescaled() ? own(records, input) : records,
                        serializer,
                        feed(snapshot.input(), operator));
            }
        }
    }

    /** Of records that are taken by their keys, those of the subtask's own. */
    @SuppressWarnings("unchecked") // inside the engine records are objects
    private RecordBatch own(RecordBatch records, Input input) throws Exception {
        if (input.keySelector() == null) {
            return records;
        }
        VertexDescription vertex = setup.vertex();
        int subtask = setup.deployment().attempt().subtask();
        KeyGroupRange range = KeyGroupRange.of(subtask, vertex.parallelism(), vertex.maxParallelism());
        return InFlightRecords.ofKeyGroups(
                records, (KeySelector<Object, Object>) input.keySelector(), range, vertex.maxParallelism());
    }

    private void connectOutputs() throws IOException {
        for (int i = 0; i < program.outputs().size(); i++) {
            Output output = program.outputs().get(i);
            EdgeChannels edge = setup.deployment().outputs().get(i);
            ClassCopies place = copies.at("output " + i);
            ChannelWriter[] writers = new ChannelWriter[edge.peers().size()];
            for (int j = 0; j < writers.length; j++) {
                writers[j] = writer(output, edge, edge.peers().get(j), place);
                outputs.add(writers[j]);
            }
            readersOf(output.operator(), output.tag(), output.type())
                    .emitters
                    .add(Emitters.create(
                            node(output.operator()).name(),
                            output.partitioning(),
                            writers,
                            setup.deployment().attempt().subtask(),
                            output.consumerMaxParallelism(),
                            place));
        }
    }

    private ChannelWriter writer(Output output, EdgeChannels edge, Peer consumer, ClassCopies place)
            throws IOException {
        ChannelId id = new ChannelId(edge.edge(), setup.deployment().attempt(), consumer.attempt());
        WriterSetup writer = new WriterSetup(
                serializer(output.type()),
                program.objectReuse(),
                output.bufferTimeoutMs(),
                new WriterSetup.Producer(owner.doorbell(), outputs),
                place);
        return surroundings.channels().writer(id, consumer.location(), writer);
    }

    private void connectToParent(int operator, Receiver receiver) {
        for (int parent = operator - 1; parent >= 0; parent--) {
            for (ChainedEdge edge : node(parent).chained()) {
                if (edge.target() == operator) {
                    readersOf(parent, edge.tag(), node(operator).inputs().get(0).type())
                            .operators
                            .add(0, receiver);
                }
            }
        }
    }

    private Readers readersOf(int operator, OutputTag<?> tag, TypeInformation<?> type) {
        return readers.get(operator).computeIfAbsent(tag, unknown -> new Readers(type));
    }

    private OperatorContext context(int operator) throws Exception {
        OperatorNode node = node(operator);
        ManagedState state = state(operator);
        Receiver main = receiver(operator, null);
        Map<OutputTag<?>, Receiver> sides = new HashMap<>();
        for (OutputTag<?> tag : readers.get(operator).keySet()) {
            if (tag != null) {
                sides.put(tag, receiver(operator, tag));
            }
        }
        TaskRuntimeContext.Info info = new TaskRuntimeContext.Info(
                node.name(),
                setup.vertex(),
                setup.deployment().attempt(),
                setup.deployment().slot());
        return new OperatorContext(
                node.name(),
                new Outputs(main, sides),
                new TaskRuntimeContext(setup.job(), info, program.objectReuse(), state.keyed()),
                surroundings.clock(),
                timers,
                state,
                checkpoints.regular());
    }

    private ManagedState state(int operator) throws Exception {
        OperatorNode node = node(operator);
        TaskRestore restore = setup.deployment().restore();
        OperatorRestore own = ManagedState.restoreOf(restore, node.id());
        OperatorStateBackend lists = new OperatorStateBackend(
                node.name(),
                setup.deployment().attempt().subtask(),
                own == null ? List.of() : own.operatorState(),
                surroundings.stateSource(),
                new ExecutionConfig(setup.job().configuration()),
                setup.job().stateClasses());
        KeyedStateBackend keyed = Operators.hasKeyedState(node)
                ? surroundings.stateBackend().open(keyedState(operator, own == null ? List.of() : own.keyed()))
                : null;
        states[operator] = new ManagedState(node.id(), restore == null ? null : restore.checkpoint(), keyed, lists);
        return states[operator];
    }

    private KeyedStateSetup keyedState(int operator, List<KeyedSnapshot> restored) {
        VertexDescription vertex = setup.vertex();
        ExecutionAttemptId attempt = setup.deployment().attempt();
        KeyGroupRange range = KeyGroupRange.of(attempt.subtask(), vertex.parallelism(), vertex.maxParallelism());
        ClassCopies place = place(operator).at("state");
        return new KeyedStateSetup(
                node(operator).name(),
                serializer(node(operator).inputs().get(0).keyType()),
                vertex.maxParallelism(),
                range,
                restored,
                surroundings.stateSource(),
                setup.job().stateClasses(),
                surroundings.clock()::nowMs,
                surroundings
                        .stateDirectory()
                        .resolve(attempt.job() + "-" + attempt.vertex() + "-" + attempt.subtask() + "-"
                                + attempt.attempt() + "-" + operator),
                new PlacedClasses(place));
    }

    private record PlacedClasses(ClassCopies place) implements HotClasses {
        @Override
        public <T> T create(String name, Class<T> heldAs, Class<? extends T> original, Object... arguments) {
            return place.at(name).create(heldAs, original, arguments);
        }
    }

    private Receiver receiver(int operator, OutputTag<?> tag) {
        ClassCopies place = place(operator).at(tag == null ? "main" : "side " + tag.getId());
        Readers all = readers.get(operator).get(tag);
        if (all == null) {
            return Operators.fanOut(List.of(), List.of(), null, place);
        }
        TypeSerializer<Object> copier = serializer(all.type);
        boolean asTheyAre = program.objectReuse() || copier.isImmutableType();
        return Operators.fanOut(all.emitters, all.operators, asTheyAre ? null : copier, place);
    }

    @SuppressWarnings("unchecked") // inside the engine records are objects
    private TypeSerializer<Object> serializer(TypeInformation<?> type) {
        return (TypeSerializer<Object>) type.createSerializer(serializers);
    }

    private OperatorNode node(int operator) {
        return program.operators().get(operator);
    }

    private ClassCopies place(int operator) {
        return copies.at("operator " + operator);
    }
}

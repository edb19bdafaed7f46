package io.weft.jobmanager.simulation;

import io.weft.api.execution.JobID;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.KeyGroups;
import io.weft.model.checkpoint.CheckpointKind;
import io.weft.model.checkpoint.CheckpointOrder;
import io.weft.model.graph.JobEdge;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What a task does with records. Sources count up, tasks in the middle hold a few records back, sinks write them into transactions
 * that are committed when a checkpoint is complete. Barriers are aligned.
 */
final class Flow {

    private static final int MAX_PARALLELISM = 32768;
    private static final int HELD_BACK = 3;

    /** What flows: a record if there is no order, a barrier if there is. */
    private record Element(long id, CheckpointOrder order, boolean end) {}

    /**
     * What a snapshot of a task holds.
     *
     * @param next the number of a source's next record
     * @param held records that wait in the middle
     * @param transactions of a sink that are not committed yet, by name
     */
    record State(long next, List<Long> held, Map<String, Transaction> transactions) {}

    /** Records that become visible together, once, when the checkpoint is complete. */
    record Transaction(long checkpoint, List<Long> records) {}

    /** The channels between all tasks of a job, which outlive their ends. */
    static final class Network {
        private final Map<ExecutionAttemptId, Map<ExecutionAttemptId, Deque<Element>>> channels = new HashMap<>();

        private Deque<Element> channel(ExecutionAttemptId from, ExecutionAttemptId to) {
            return channels.computeIfAbsent(to, key -> new HashMap<>())
                    .computeIfAbsent(from, key -> new ArrayDeque<>());
        }
    }

    /** What sinks have committed. */
    static final class Output {
        private final Map<String, Transaction> transactions = new HashMap<>();
        private final Map<JobID, Map<Long, Integer>> counts = new HashMap<>();

        /** Committing again changes nothing. */
        private void commit(JobID job, String name, Transaction transaction) {
            if (transactions.putIfAbsent(job + name, transaction) == null) {
                Map<Long, Integer> ofJob = counts.computeIfAbsent(job, key -> new HashMap<>());
                transaction.records().forEach(id -> ofJob.merge(id, 1, Integer::sum));
            }
        }

        /** How often each record of the job is in it. */
        Map<Long, Integer> of(JobID job) {
            return counts.getOrDefault(job, Map.of());
        }
    }

    private final JobPlan plan;
    private final ExecutionAttemptId self;
    private final Output output;
    private final Consumer<CheckpointOrder> onSnapshot;
    private final boolean sink;
    private final List<Deque<Element>> inputs = new ArrayList<>();
    private final List<Deque<Element>> outputs = new ArrayList<>();
    /** By input. */
    private final BitSet blocked = new BitSet();

    private final BitSet ended = new BitSet();

    private long next;
    private final List<Long> held = new ArrayList<>();
    private final List<Long> current = new ArrayList<>();
    private final Map<String, Transaction> transactions = new TreeMap<>();
    private CheckpointOrder aligning;
    private long lastBegun;
    private boolean endOfData;
    private long firstFinal = Long.MAX_VALUE;
    private boolean done;
    /** The savepoint that it has made its part of and that the job ends with, or 0. */
    private long stoppedBy;
    /** The savepoint for which its input ends, or 0. */
    private long drainedBy;
    /** What was ordered last and not begun. */
    private CheckpointOrder ordered;

    private long lastSettled;

    /** @param onSnapshot learns that everything before a barrier is in {@link #state} */
    Flow(JobPlan plan, ExecutionAttemptId self, Network network, Output output, Consumer<CheckpointOrder> onSnapshot) {
        this.plan = plan;
        this.self = self;
        this.output = output;
        this.onSnapshot = onSnapshot;
        for (JobEdge edge : plan.graph().edges()) {
            int producers = plan.parallelism(edge.producer());
            int consumers = plan.parallelism(edge.consumer());
            if (edge.consumer() == self.vertex()) {
                edge.producersOf(self.subtask(), producers, consumers)
                        .forEach(i -> inputs.add(network.channel(neighbour(edge.producer(), i), self)));
            } else if (edge.producer() == self.vertex()) {
                edge.consumersOf(self.subtask(), producers, consumers)
                        .forEach(i -> outputs.add(network.channel(self, neighbour(edge.consumer(), i))));
            }
        }
        sink = outputs.isEmpty();
    }

    private ExecutionAttemptId neighbour(int vertex, int subtask) {
        return new ExecutionAttemptId(self.job(), vertex, subtask, self.attempt());
    }

    /** What was restored is part of a complete checkpoint. */
    void restore(State state) {
        next += state.next();
        held.addAll(state.held());
        state.transactions().forEach((name, transaction) -> output.commit(self.job(), name, transaction));
    }

    State state() {
        return new State(next, List.copyOf(held), new TreeMap<>(transactions));
    }

    boolean isAtEndOfData() {
        return endOfData;
    }

    /** True if it may end. */
    boolean isDone() {
        return done;
    }

    // ---- records

    /** Goes on for a while. */
    void step(World world) {
        if (endOfData || stoppedBy != 0) {
            return;
        }
        if (inputs.isEmpty()) {
            int some = world.between(0, 4);
            for (int i = 0; i < some && !isExhausted(); i++) {
                emit(JobPlan.record(self.vertex(), self.subtask(), next++));
            }
            if (isExhausted()) {
                end();
            }
            return;
        }
        boolean progress = true;
        while (progress && !endOfData && stoppedBy == 0) {
            progress = false;
            for (int input = 0; input < inputs.size(); input++) {
                Deque<Element> channel = inputs.get(input);
                while (!blocked.get(input) && !channel.isEmpty() && !endOfData && stoppedBy == 0) {
                    progress = true;
                    take(input, channel.remove());
                }
            }
        }
    }

    private boolean isExhausted() {
        return !plan.endless() && next >= plan.checkpoints().records();
    }

    private void take(int input, Element element) {
        if (element.end()) {
            ended.set(input);
            if (ended.cardinality() == inputs.size()) {
                end();
            } else {
                beginIfAligned();
            }
        } else if (element.order() != null && element.order().kind() == CheckpointKind.DRAIN) {
            onDrain(element.order());
        } else if (element.order() != null) {
            onBarrier(input, element.order());
        } else if (sink) {
            emit(element.id());
        } else {
            held.add(element.id());
            if (held.size() > HELD_BACK) {
                emit(held.remove(0));
            }
        }
    }

    private void emit(long id) {
        if (sink) {
            current.add(id);
        } else {
            int group = (int) ((id * 0x9E3779B97F4A7C15L) >>> 49);
            outputs.get(KeyGroups.subtaskOf(group, outputs.size(), MAX_PARALLELISM))
                    .add(new Element(id, null, false));
        }
    }

    private void broadcast(Element element) {
        outputs.forEach(channel -> channel.add(element));
    }

    private void end() {
        List.copyOf(held).forEach(this::emit);
        held.clear();
        endOfData = true;
        blocked.clear();
        aligning = null;
        broadcast(new Element(0, null, true));
        if (ordered != null) {
            begin(ordered);
        }
        // A job that makes no checkpoints by itself waits for none, unless it is being drained.
        done = !plan.checkpoints().regular() && drainedBy == 0;
    }

    // ---- checkpoints

    /**
     * The order has come: sources begin, and so do tasks that have had all their input.
     *
     * @return false if the task can't go on
     */
    boolean onOrder(CheckpointOrder order) {
        if (stoppedBy < order.id()) {
            // The one that the job was to end with was given up, and nobody has heard of it.
            stoppedBy = 0;
        }
        if (drainedBy != 0 && drainedBy < order.id()) {
            return false;
        }
        if (order.kind() == CheckpointKind.DRAIN && inputs.isEmpty() && !endOfData && order.id() > lastSettled) {
            onDrain(order);
            end();
        }
        if (inputs.isEmpty() || endOfData) {
            begin(order);
        } else {
            ordered = order;
        }
        return true;
    }

    /** Tells those behind it, ahead of the end, for whose sake the input ends. */
    private void onDrain(CheckpointOrder order) {
        if (order.id() > drainedBy && order.id() > lastSettled) {
            drainedBy = order.id();
            broadcast(new Element(0, order, false));
        }
    }

    private void onBarrier(int input, CheckpointOrder order) {
        if (order.id() <= lastBegun || (aligning != null && order.id() < aligning.id())) {
            return;
        }
        if (aligning == null || order.id() > aligning.id()) {
            blocked.clear();
            aligning = order;
        }
        blocked.set(input);
        beginIfAligned();
    }

    private void beginIfAligned() {
        if (aligning != null && blocked.cardinality() + ended.cardinality() == inputs.size()) {
            CheckpointOrder order = aligning;
            aligning = null;
            blocked.clear();
            begin(order);
        }
    }

    private void begin(CheckpointOrder order) {
        boolean tooLate = order.kind().endsJob() && order.id() <= lastSettled;
        if (order.id() <= lastBegun || tooLate) {
            return;
        }
        lastBegun = order.id();
        if (!current.isEmpty()) {
            transactions.put(self + "@" + order.id(), new Transaction(order.id(), List.copyOf(current)));
            current.clear();
        }
        if (!endOfData) {
            broadcast(new Element(0, order, false));
        } else {
            firstFinal = Math.min(firstFinal, order.id());
        }
        if (order.kind() == CheckpointKind.STOP) {
            stoppedBy = order.id();
        }
        onSnapshot.accept(order);
    }

    void onCompleted(long checkpoint) {
        lastSettled = Math.max(lastSettled, checkpoint);
        List<String> committed = new ArrayList<>();
        transactions.forEach((name, transaction) -> {
            if (transaction.checkpoint() <= checkpoint) {
                output.commit(self.job(), name, transaction);
                committed.add(name);
            }
        });
        committed.forEach(transactions::remove);
        done |= checkpoint >= firstFinal || (stoppedBy != 0 && checkpoint >= stoppedBy);
    }

    /** @return false if the task can't go on: its input was ended for that one */
    boolean onAborted(long checkpoint) {
        lastSettled = Math.max(lastSettled, checkpoint);
        if (ordered != null && ordered.id() == checkpoint) {
            ordered = null;
        }
        if (stoppedBy == checkpoint) {
            stoppedBy = 0;
        }
        if (aligning != null && aligning.id() == checkpoint) {
            aligning = null;
            blocked.clear();
        }
        return drainedBy != checkpoint;
    }
}

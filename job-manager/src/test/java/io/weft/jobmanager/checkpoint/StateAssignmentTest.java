package io.weft.jobmanager.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.jobmanager.Graphs;
import io.weft.model.KeyGroupRange;
import io.weft.model.OperatorId;
import io.weft.model.checkpoint.ChannelSnapshot;
import io.weft.model.checkpoint.CheckpointKind;
import io.weft.model.checkpoint.CheckpointMetadata;
import io.weft.model.checkpoint.CheckpointMetadata.OperatorState;
import io.weft.model.checkpoint.CheckpointMetadata.SubtaskState;
import io.weft.model.checkpoint.CheckpointOrder;
import io.weft.model.checkpoint.EnumeratorSnapshot;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.model.checkpoint.OperatorStateSnapshot;
import io.weft.model.checkpoint.OperatorStateSnapshot.Mode;
import io.weft.model.checkpoint.OperatorStateSnapshot.StateList;
import io.weft.model.checkpoint.StateHandle;
import io.weft.model.checkpoint.TaskRestore;
import io.weft.model.checkpoint.TaskRestore.Items;
import io.weft.model.checkpoint.TaskRestore.Share;
import io.weft.model.graph.Distribution;
import io.weft.model.graph.JobGraph;
import io.weft.model.graph.JobVertex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StateAssignmentTest {

    private static final int MAX_PARALLELISM = 32768; // what Graphs uses
    private static final StateHandle NOTHING = new StateHandle.Inline(new byte[0]);

    private static JobGraph job(int parallelism) {
        return Graphs.job(1)
                .vertex("source", 1, "default")
                .vertex("sum", parallelism, "default")
                .edge(0, 1, false)
                .build();
    }

    private static OperatorState state(int vertex, List<SubtaskState> subtasks) {
        return new OperatorState(new OperatorId(0, vertex), "operator " + vertex, MAX_PARALLELISM, null, subtasks);
    }

    private static CheckpointMetadata checkpoint(OperatorState... operators) {
        CheckpointOrder order = new CheckpointOrder(7, 0, CheckpointKind.CHECKPOINT, "hdfs:///c/chk-7");
        return new CheckpointMetadata(job(1).jobId(), "job", order, List.of(operators));
    }

    private static List<SubtaskState> subtasks(int parallelism, IntFunction<SubtaskState> state) {
        return IntStream.range(0, parallelism).mapToObj(state).toList();
    }

    private static SubtaskState keyed(int subtask, int parallelism) {
        KeyGroupRange range = KeyGroupRange.of(subtask, parallelism, MAX_PARALLELISM);
        return new SubtaskState(
                false,
                new KeyedSnapshot.Canonical(range, NOTHING, new StateHandle.Section(0, 0, 0), List.of()),
                null,
                List.of());
    }

    private static List<TaskRestore> restores(int parallelism, CheckpointMetadata checkpoint)
            throws StateMismatchException {
        return StateAssignment.of(job(parallelism), checkpoint, false).get(1);
    }

    @Test
    void everyKeyGroupReachesItsSubtaskOnce() throws StateMismatchException {
        for (int before = 1; before <= 8; before++) {
            for (int now = 1; now <= 8; now++) {
                int former = before;
                List<TaskRestore> restores =
                        restores(now, checkpoint(state(1, subtasks(before, i -> keyed(i, former)))));
                for (int subtask = 0; subtask < now; subtask++) {
                    KeyGroupRange own = KeyGroupRange.of(subtask, now, MAX_PARALLELISM);
                    int covered = 0;
                    for (KeyedSnapshot piece :
                            restores.get(subtask).operators().get(0).keyed()) {
                        int common = own.intersection(piece.range()).size();
                        assertThat(common).as("a piece for nothing").isPositive();
                        covered += common;
                    }
                    assertThat(covered)
                            .as("%s to %s, subtask %s", before, now, subtask)
                            .isEqualTo(own.size());
                }
            }
        }
    }

    /** Names every item that was spread, and how often it arrived where. */
    private static Map<String, List<Integer>> arrivals(List<TaskRestore> restores, CheckpointMetadata checkpoint) {
        List<OperatorStateSnapshot> former = checkpoint.operators().get(0).subtasks().stream()
                .map(SubtaskState::operatorState)
                .toList();
        Map<String, List<Integer>> arrivals = new TreeMap<>();
        for (int subtask = 0; subtask < restores.size(); subtask++) {
            for (Share share : restores.get(subtask).operators().get(0).operatorState()) {
                int from = former.indexOf(share.from());
                for (Items items : share.items()) {
                    assertThat(items.count()).isPositive();
                    for (int item = items.first(); item < items.first() + items.count(); item++) {
                        arrivals.computeIfAbsent(items.list() + "/" + from + "/" + item, name -> new ArrayList<>())
                                .add(subtask);
                    }
                }
            }
        }
        return arrivals;
    }

    @Test
    void everyItemReachesTheSubtasksThatItsModeSays() throws StateMismatchException {
        Random random = new Random(1);
        for (int before = 1; before <= 8; before++) {
            for (int now = 1; now <= 8; now++) {
                int[] items = random.ints(before, 0, 6).toArray();
                CheckpointMetadata checkpoint = checkpoint(state(1, subtasks(before, i -> lists(i, items[i]))));
                Map<String, List<Integer>> arrivals = arrivals(restores(now, checkpoint), checkpoint);
                int[] splitPerSubtask = new int[now];
                int[] broadcastPerSubtask = new int[now];
                List<Integer> inOrder = new ArrayList<>();
                for (int from = 0; from < before; from++) {
                    for (int item = 0; item < items[from]; item++) {
                        List<Integer> split = arrivals.get("split/" + from + "/" + item);
                        assertThat(split).hasSize(1);
                        splitPerSubtask[split.get(0)]++;
                        inOrder.add(split.get(0));
                        assertThat(arrivals.get("union/" + from + "/" + item)).hasSize(now);
                    }
                    for (int to : arrivals.getOrDefault("broadcast/" + from + "/0", List.of())) {
                        broadcastPerSubtask[to]++;
                    }
                }
                assertThat(inOrder).as("contiguous runs").isSorted();
                assertThat(broadcastPerSubtask).containsOnly(1);
                if (before == now) {
                    assertThat(splitPerSubtask).as("everybody keeps its own").isEqualTo(items);
                } else {
                    int total = Arrays.stream(items).sum();
                    assertThat(Arrays.stream(splitPerSubtask).max().orElseThrow())
                            .as("even runs of %s", total)
                            .isEqualTo((total + now - 1) / now);
                    assertThat(Arrays.stream(splitPerSubtask).min().orElseThrow())
                            .isEqualTo(total / now);
                }
            }
        }
    }

    private static SubtaskState lists(int subtask, int items) {
        // The checksum tells snapshots apart.
        OperatorStateSnapshot snapshot = new OperatorStateSnapshot(
                NOTHING,
                subtask,
                List.of(
                        new StateList("split", Mode.SPLIT, items),
                        new StateList("union", Mode.UNION, items),
                        new StateList("broadcast", Mode.BROADCAST, 1)));
        return new SubtaskState(false, null, snapshot, List.of());
    }

    @Test
    void aSubtaskWithoutOperatorStateIsLeftOut() throws StateMismatchException {
        SubtaskState none = new SubtaskState(true, null, null, List.of());
        List<TaskRestore> restores = restores(1, checkpoint(state(1, List.of(none, lists(1, 3)))));
        assertThat(restores.get(0).operators().get(0).operatorState()).hasSize(1);
    }

    @Test
    void theEnumeratorGoesWithSubtaskZero() throws StateMismatchException {
        EnumeratorSnapshot enumerator = new EnumeratorSnapshot(new OperatorId(0, 1), 1, NOTHING, 0);
        List<SubtaskState> subtasks = subtasks(2, i -> keyed(i, 2));
        List<TaskRestore> restores = restores(
                3,
                checkpoint(new OperatorState(new OperatorId(0, 1), "source", MAX_PARALLELISM, enumerator, subtasks)));
        assertThat(restores.get(0).operators().get(0).enumerator()).isEqualTo(enumerator);
        assertThat(restores.get(1).operators().get(0).enumerator()).isNull();
    }

    @Test
    void aVertexHasFinishedIfAllItsSubtasksAndAllBeforeItHad() throws StateMismatchException {
        SubtaskState ended = new SubtaskState(true, null, null, List.of());
        SubtaskState running = new SubtaskState(false, null, null, List.of());
        CheckpointMetadata all = checkpoint(state(0, List.of(ended)), state(1, List.of(ended, ended)));
        assertThat(restores(2, all)).allMatch(TaskRestore::finished);
        CheckpointMetadata some = checkpoint(state(0, List.of(ended)), state(1, List.of(ended, running)));
        assertThat(restores(2, some)).noneMatch(TaskRestore::finished);
        CheckpointMetadata newSource = checkpoint(state(1, List.of(ended, ended)));
        assertThat(restores(2, newSource)).noneMatch(TaskRestore::finished);
    }

    @Test
    void namesTheOperatorsWhoseStateNobodyTakes() throws StateMismatchException {
        CheckpointMetadata checkpoint = checkpoint(
                state(1, List.of(keyed(0, 1))),
                state(8, List.of(keyed(0, 1))),
                state(9, List.of(new SubtaskState(false, null, null, List.of()))));
        assertThatThrownBy(() -> restores(1, checkpoint))
                .isInstanceOf(StateMismatchException.class)
                .hasMessageContaining("hdfs:///c/chk-7")
                .hasMessageContaining("'operator 8' (00000000000000000000000000000008). ")
                .hasMessageContaining("--allow-non-restored-state");
        assertThat(StateAssignment.of(job(1), checkpoint, true).get(1)).hasSize(1);
    }

    @Test
    void refusesKeyedStateOfAnotherMaximumParallelism() {
        CheckpointMetadata checkpoint =
                checkpoint(new OperatorState(new OperatorId(0, 1), "sum", 128, null, List.of(keyed(0, 1))));
        assertThatThrownBy(() -> restores(1, checkpoint))
                .isInstanceOf(StateMismatchException.class)
                .hasMessageContaining("'sum'")
                .hasMessageContaining("to 128");
    }

    // ---- records in flight

    /** "sum" reads the source in one way and another vertex in another. */
    private static JobGraph job(int parallelism, Distribution first, Distribution second) {
        return Graphs.job(1)
                .vertex("source", 4, "default")
                .vertex("sum", parallelism, "default")
                .vertex("rules", 4, "default")
                .edge(0, 1, 0, first)
                .edge(2, 1, 1, second)
                .build();
    }

    /** Each subtask of "sum" has records of two channels of each input; checksums tell them apart. */
    private static CheckpointMetadata inFlight(int parallelism) {
        return checkpoint(state(
                1,
                subtasks(
                        parallelism,
                        i -> new SubtaskState(
                                false,
                                null,
                                null,
                                List.of(
                                        new ChannelSnapshot(0, NOTHING, 10 * i),
                                        new ChannelSnapshot(0, NOTHING, 10 * i + 1),
                                        new ChannelSnapshot(1, NOTHING, 10 * i + 2),
                                        new ChannelSnapshot(1, NOTHING, 10 * i + 3))))));
    }

    /** The former subtasks whose records of an input a subtask gets, each named for each of its channels. */
    private static List<Integer> origins(TaskRestore restore, int input) {
        return restore.channels().stream()
                .filter(channel -> channel.input() == input)
                .map(channel -> channel.crc32c() / 10)
                .toList();
    }

    private static List<TaskRestore> inFlight(int before, int now, Distribution first, Distribution second)
            throws StateMismatchException {
        return StateAssignment.of(job(now, first, second), inFlight(before), false)
                .get(1);
    }

    @Test
    void recordsOfAKeyGroupReachItsOwnerFromItsFormerOwnerInOrder() throws StateMismatchException {
        for (int before = 1; before <= 8; before++) {
            for (int now = 1; now <= 8; now++) {
                List<TaskRestore> restores = inFlight(before, now, Distribution.HASH, Distribution.HASH);
                for (int subtask = 0; subtask < now; subtask++) {
                    TaskRestore restore = restores.get(subtask);
                    assertThat(restore.rescaled()).isEqualTo(before != now);
                    assertThat(restore.channels())
                            .extracting(ChannelSnapshot::crc32c)
                            .as("%s to %s", before, now)
                            .isSorted()
                            .doesNotHaveDuplicates();
                    KeyGroupRange own = KeyGroupRange.of(subtask, now, MAX_PARALLELISM);
                    for (int from = 0; from < before; from++) {
                        KeyGroupRange then = KeyGroupRange.of(from, before, MAX_PARALLELISM);
                        int channels = own.intersection(then).size() > 0 ? 2 : 0;
                        assertThat(Collections.frequency(origins(restore, 0), from))
                                .as("%s to %s, subtask %s, of %s", before, now, subtask, from)
                                .isEqualTo(channels);
                    }
                }
            }
        }
    }

    @Test
    void broadcastRecordsReachEverySubtaskOnceFromWhereItsBroadcastStateIs() throws StateMismatchException {
        for (int before = 1; before <= 8; before++) {
            for (int now = 1; now <= 8; now++) {
                List<TaskRestore> restores = inFlight(before, now, Distribution.HASH, Distribution.BROADCAST);
                for (int subtask = 0; subtask < now; subtask++) {
                    int from = subtask % before;
                    assertThat(origins(restores.get(subtask), 1)).containsExactly(from, from);
                }
            }
        }
    }

    @Test
    void recordsThatMayGoAnywhereReachOneSubtask() throws StateMismatchException {
        for (Distribution anywhere : List.of(Distribution.REBALANCE, Distribution.SHUFFLE, Distribution.GLOBAL)) {
            for (int before = 1; before <= 8; before++) {
                for (int now = 1; now <= 8; now++) {
                    List<TaskRestore> restores = inFlight(before, now, anywhere, Distribution.HASH);
                    List<Integer> all = new ArrayList<>();
                    restores.forEach(restore -> all.addAll(origins(restore, 0)));
                    for (int from = 0; from < before; from++) {
                        assertThat(Collections.frequency(all, from)).isEqualTo(2);
                    }
                    assertThat(origins(restores.get(0), 0))
                            .as("what went to subtask 0")
                            .contains(0);
                }
            }
        }
    }

    @Test
    void recordsThatAreTiedToTheirSubtaskStayOrAreRefused() throws StateMismatchException {
        for (Distribution tied : List.of(Distribution.FORWARD, Distribution.RESCALE, Distribution.CUSTOM)) {
            List<TaskRestore> restores = inFlight(3, 3, tied, Distribution.HASH);
            for (int subtask = 0; subtask < 3; subtask++) {
                assertThat(origins(restores.get(subtask), 0)).containsExactly(subtask, subtask);
            }
            assertThatThrownBy(() -> inFlight(3, 2, tied, Distribution.HASH))
                    .isInstanceOf(StateMismatchException.class)
                    .hasMessageContaining("unaligned")
                    .hasMessageContaining(tied.name())
                    .hasMessageContaining("with parallelism 3")
                    .hasMessageContaining("savepoint");
        }
    }

    @Test
    void recordsOnTheirWayToAnOperatorThatIsChainedNowAreRefused() {
        JobGraph job = Graphs.job(1).vertex("source", 1, "default").build();
        JobVertex vertex = job.vertices().get(0);
        JobGraph chained = new JobGraph(
                job.jobId(),
                job.name(),
                List.of(new JobVertex(
                        vertex.name(),
                        1,
                        MAX_PARALLELISM,
                        "default",
                        List.of(vertex.operators().get(0), new JobVertex.Member(new OperatorId(0, 1), "sum", false)),
                        vertex.program())),
                List.of(),
                job.configuration(),
                job.userJars());
        assertThatThrownBy(() -> StateAssignment.of(chained, inFlight(1), false))
                .isInstanceOf(StateMismatchException.class)
                .hasMessageContaining("unaligned")
                .hasMessageContaining("the same operator chains");
    }
}

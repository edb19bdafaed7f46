package io.weft.runtime.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.functions.KeySelector;
import io.weft.api.functions.Partitioner;
import io.weft.api.plan.Partitioning;
import io.weft.api.types.Types;
import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.runtime.chain.Receiver;
import io.weft.runtime.channel.ChannelWriter;
import io.weft.runtime.channel.Element;
import io.weft.runtime.hot.ClassCopies;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmittersTest {

    private static final KeySelector<Object, Object> ITSELF = record -> record;

    private final List<List<Object>> received = new ArrayList<>();

    private Receiver emitter(Partitioning partitioning, int channels, int subtask) {
        ChannelWriter[] writers = new ChannelWriter[channels];
        for (int i = 0; i < channels; i++) {
            List<Object> channel = new ArrayList<>();
            received.add(channel);
            writers[i] = new Recorder(channel);
        }
        return Emitters.create("numbers", partitioning, writers, subtask, 128, new ClassCopies());
    }

    private static void emit(Receiver emitter, Object... records) throws Exception {
        for (Object record : records) {
            emitter.process(record, Element.NO_TIMESTAMP);
        }
    }

    @Test
    void rebalancingGivesEachChannelAsMany() throws Exception {
        emit(emitter(new Partitioning.Rebalance(), 3, 0), 0, 1, 2, 3, 4, 5, 6);
        assertThat(received).containsExactly(List.of(0, 3, 6), List.of(1, 4), List.of(2, 5));
    }

    @Test
    void producersBeginWithDifferentChannelsSoThatFewRecordsSpreadToo() throws Exception {
        emit(emitter(new Partitioning.Rescale(), 3, 4), 0, 1);
        assertThat(received).containsExactly(List.of(), List.of(0), List.of(1));
    }

    @Test
    void shufflingSpreadsEvenlyAndTheSameInEachRun() throws Exception {
        Receiver first = emitter(new Partitioning.Shuffle(), 4, 7);
        Receiver second = emitter(new Partitioning.Shuffle(), 4, 7);
        for (int i = 0; i < 40_000; i++) {
            emit(first, i);
            emit(second, i);
        }
        assertThat(received.subList(0, 4))
                .allSatisfy(channel -> assertThat(channel).hasSizeBetween(9_500, 10_500));
        assertThat(received.subList(4, 8)).isEqualTo(received.subList(0, 4));
    }

    @Test
    void aKeyAlwaysGoesToTheSubtaskThatOwnsItsGroup() throws Exception {
        // Groups 81 and 99 of 128, of which four subtasks own 32 each; found from state, so never to change.
        emit(emitter(new Partitioning.Hash(ITSELF, Types.STRING), 4, 0), "a", 42, "a");
        assertThat(received).containsExactly(List.of(), List.of(), List.of("a", "a"), List.of(42));
    }

    @Test
    void theUsersPartitionerChooses() throws Exception {
        Partitioner<Object> byValue = (key, partitions) -> (Integer) key % partitions;
        emit(emitter(new Partitioning.Custom(byValue, ITSELF), 2, 0), 1, 2, 3);
        assertThat(received).containsExactly(List.of(2), List.of(1, 3));
    }

    @Test
    void aPartitionThatDoesNotExistIsToldWithItsPlace() {
        for (int wrong : new int[] {-1, 2}) {
            Partitioner<Object> astray = (key, partitions) -> wrong;
            Receiver emitter = emitter(new Partitioning.Custom(astray, ITSELF), 2, 0);
            assertThatThrownBy(() -> emit(emitter, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("EmittersTest")
                    .hasMessageContaining("operator 'numbers'")
                    .hasMessageContaining("partition " + wrong + " of 2")
                    .hasMessageContaining("must return 0 to 1");
        }
    }

    @Test
    void broadcastAndEventsGoEverywhere() throws Exception {
        Receiver emitter = emitter(new Partitioning.Broadcast(), 2, 0);
        emit(emitter, 1);
        emitter.watermark(5);
        emitter.idleness(true);
        emitter.endOfInput();
        List<Object> all = List.of(1, new Element.Watermark(5), new Element.Idleness(true), new Element.EndOfData());
        assertThat(received).containsExactly(all, all);
    }

    @Test
    void globalGoesToTheFirst() throws Exception {
        emit(emitter(new Partitioning.Global(), 2, 1), 1, 2);
        assertThat(received).containsExactly(List.of(1, 2), List.of());
    }

    @Test
    void moreThanOneChannelForAForwardedEdgeIsAMistake() {
        assertThatThrownBy(() -> emitter(new Partitioning.Forward(), 2, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 channels");
    }

    private record Recorder(List<Object> received) implements ChannelWriter {
        @Override
        public void write(Object record, long timestamp) {
            received.add(record);
        }

        @Override
        public void writeControl(Element element) {
            received.add(element);
        }

        @Override
        public void announce(CheckpointBarrier barrier) {}

        @Override
        public void endStep(long nowNanos) {}

        @Override
        public void flush() {}

        @Override
        public boolean drain() {
            return true;
        }

        @Override
        public long recordsOut() {
            return received.size();
        }

        @Override
        public void close(boolean finished) {}
    }
}

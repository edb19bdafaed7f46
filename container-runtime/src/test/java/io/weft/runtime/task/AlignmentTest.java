package io.weft.runtime.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.model.checkpoint.CheckpointKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AlignmentTest {

    private final List<Long> begun = new ArrayList<>();

    private Alignment alignment(boolean exactlyOnce) {
        return new Alignment(exactlyOnce, waiting -> begun.add(waiting.checkpoint()));
    }

    private static CheckpointBarrier barrier(long id) {
        return new CheckpointBarrier(id, 0, CheckpointKind.CHECKPOINT);
    }

    @Test
    void aCheckpointBeginsWhenItsBarrierHasComeOnEveryChannel() throws Exception {
        Alignment alignment = alignment(true);
        Alignment.Lane a = alignment.add();
        Alignment.Lane b = alignment.add();

        alignment.onBarrier(a, barrier(1), 0);

        assertThat(begun).isEmpty();
        assertThat(a.isHeld()).as("what comes after the barrier waits").isTrue();
        assertThat(b.isHeld()).isFalse();

        alignment.onBarrier(b, barrier(1), 0);

        assertThat(begun).containsExactly(1L);
        assertThat(a.isHeld() || b.isHeld()).isFalse();
    }

    @Test
    void atLeastOnceHoldsNothingBack() throws Exception {
        Alignment alignment = alignment(false);
        Alignment.Lane a = alignment.add();
        Alignment.Lane b = alignment.add();

        alignment.onBarrier(a, barrier(1), 0);
        alignment.onBarrier(a, barrier(2), 0);
        assertThat(a.isHeld()).isFalse();

        alignment.onBarrier(b, barrier(1), 0);
        assertThat(begun).containsExactly(1L);
        alignment.onBarrier(b, barrier(2), 0);
        assertThat(begun).containsExactly(1L, 2L);
    }

    @Test
    void aChannelThatEndsIsNotWaitedFor() throws Exception {
        Alignment alignment = alignment(true);
        Alignment.Lane a = alignment.add();
        Alignment.Lane b = alignment.add();

        alignment.onBarrier(a, barrier(1), 0);
        alignment.onEnd(b);

        assertThat(begun).containsExactly(1L);
        assertThat(a.isHeld()).isFalse();
    }

    @Test
    void aCheckpointThatIsGivenUpHoldsNothingBackAndDoesNotBeginLater() throws Exception {
        Alignment alignment = alignment(true);
        Alignment.Lane a = alignment.add();
        Alignment.Lane b = alignment.add();

        alignment.onBarrier(a, barrier(1), 0);
        alignment.giveUp(1);
        assertThat(a.isHeld()).isFalse();
        alignment.onBarrier(b, barrier(1), 0);
        assertThat(begun).isEmpty();
        assertThat(b.isHeld()).isFalse();

        alignment.onBarrier(b, barrier(2), 0);
        alignment.onBarrier(a, barrier(2), 0);
        assertThat(begun).containsExactly(2L);
    }

    @Test
    void aLaterBarrierTellsThatAnEarlierCheckpointWasGivenUp() throws Exception {
        Alignment alignment = alignment(true);
        Alignment.Lane a = alignment.add();
        Alignment.Lane b = alignment.add();

        alignment.onBarrier(a, barrier(1), 0);
        alignment.onBarrier(b, barrier(2), 0);

        assertThat(a.isHeld()).as("checkpoint 1 will never be complete").isFalse();
        assertThat(b.isHeld()).isTrue();
        alignment.onBarrier(a, barrier(2), 0);
        assertThat(begun).containsExactly(2L);
    }

    /**
     * Random channels, each with the barriers that the tasks before it sent, some of which gave some checkpoints up: what has begun is what
     * came on all channels, in order, and with exactly once no channel is read past a barrier that others still owe.
     */
    @Test
    void whatAllChannelsBroughtBeginsOnceAndInOrder() throws Exception {
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            begun.clear();
            Alignment alignment = alignment(true);
            int channels = 1 + random.nextInt(4);
            List<Alignment.Lane> lanes = new ArrayList<>();
            List<Deque<Long>> coming = new ArrayList<>();
            List<Long> everywhere = new ArrayList<>();
            for (int c = 0; c < channels; c++) {
                lanes.add(alignment.add());
                coming.add(new ArrayDeque<>());
            }
            for (long id = 1; id <= 10; id++) {
                boolean onAll = true;
                for (Deque<Long> channel : coming) {
                    if (random.nextInt(10) > 0) {
                        channel.add(id);
                    } else {
                        onAll = false;
                    }
                }
                if (onAll) {
                    everywhere.add(id);
                }
            }
            List<Integer> open = new ArrayList<>();
            for (int c = 0; c < channels; c++) {
                open.add(c);
            }
            while (!open.isEmpty()) {
                List<Integer> readable =
                        open.stream().filter(c -> !lanes.get(c).isHeld()).toList();
                assertThat(readable)
                        .as("seed %d: some channel can be read", seed)
                        .isNotEmpty();
                int c = readable.get(random.nextInt(readable.size()));
                Long id = coming.get(c).poll();
                if (id == null) {
                    open.remove((Integer) c);
                    alignment.onEnd(lanes.get(c));
                } else {
                    alignment.onBarrier(lanes.get(c), barrier(id), 0);
                }
            }
            assertThat(begun)
                    .as("seed %d", seed)
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .containsAll(everywhere);
        }
    }
}

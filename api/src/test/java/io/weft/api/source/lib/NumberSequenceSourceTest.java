package io.weft.api.source.lib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.source.InputStatus;
import io.weft.api.source.lib.NumberSequenceSource.NumberSequenceSplit;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberSequenceSourceTest {

    @ParameterizedTest
    @CsvSource({"1, 1000, 1", "1, 1000, 3", "-5, 5, 4", "7, 7, 3", "1, 2, 5"})
    void readersEmitEveryNumberOnceAndInOrder(long from, long to, int parallelism) throws Exception {
        List<List<Long>> emitted = new SourceHarness<>(new NumberSequenceSource(from, to), parallelism).runToEnd();

        assertThat(emitted).allSatisfy(numbers -> assertThat(numbers).isSorted());
        assertThat(emitted.stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(from, to).boxed().toList());
    }

    @Test
    void splitsAreOfEqualSizeEvenOverAllLongs() {
        List<NumberSequenceSplit> splits = NumberSequenceSource.splitNumberRange(Long.MIN_VALUE, Long.MAX_VALUE, 4);

        assertThat(splits).hasSize(4);
        assertThat(splits.get(0).from()).isEqualTo(Long.MIN_VALUE);
        assertThat(splits.get(3).to()).isEqualTo(Long.MAX_VALUE);
        for (int i = 1; i < splits.size(); i++) {
            assertThat(splits.get(i).from()).isEqualTo(splits.get(i - 1).to() + 1);
        }
        assertThat(splits.get(0).to() - splits.get(0).from()).isCloseTo(Long.MAX_VALUE / 2, within(4));
    }

    @Test
    void goesOnWhereASnapshotWasTaken() throws Exception {
        NumberSequenceSource source = new NumberSequenceSource(1, 200);
        SourceHarness<Long, NumberSequenceSplit, Collection<NumberSequenceSplit>> first =
                new SourceHarness<>(source, 1);
        assertThat(first.poll(0)).isEqualTo(InputStatus.MORE_AVAILABLE);
        byte[] bytes = source.getSplitSerializer()
                .serialize(first.reader(0).snapshotState(1).get(0));

        NumberSequenceSplit rest = source.getSplitSerializer().deserialize(1, bytes);

        long last = first.emittedBy(0).get(first.emittedBy(0).size() - 1);
        assertThat(rest.from()).isEqualTo(last + 1);
        assertThat(rest.to()).isEqualTo(200);
    }

    @Test
    void endsAtTheHighestNumberOfAll() throws Exception {
        NumberSequenceSource source = new NumberSequenceSource(Long.MAX_VALUE - 1, Long.MAX_VALUE);

        assertThat(new SourceHarness<>(source, 1).runToEnd().get(0))
                .containsExactly(Long.MAX_VALUE - 1, Long.MAX_VALUE);
    }

    @Test
    void aSequenceGoesUp() {
        assertThatThrownBy(() -> new NumberSequenceSource(2, 1)).hasMessageContaining("from 2 to 1");
    }

    private static org.assertj.core.data.Offset<Long> within(long offset) {
        return org.assertj.core.data.Offset.offset(offset);
    }
}

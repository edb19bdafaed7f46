package io.weft.runtime.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.config.Configuration;
import io.weft.model.Clock;
import io.weft.runtime.chain.Discard;
import io.weft.runtime.chain.Head;
import io.weft.runtime.chain.Timers;
import io.weft.runtime.channel.ChannelReader;
import io.weft.runtime.channel.Element;
import io.weft.runtime.channel.RecordBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class RestoredRecordsTest {

    private static final int BUDGET = 2;

    private final List<Integer> fed = new ArrayList<>();

    private void feed(RecordBatch batch, int from, int to) {
        for (int i = from; i < to; i++) {
            fed.add((Integer) batch.records[i]);
        }
    }

    private static RecordBatch batch(Object... records) {
        return new RecordBatch(records, null, records.length);
    }

    @Test
    void comeInTheirOrderBeforeAllThatIsInTheChannels() throws Exception {
        InputGate gate = new InputGate(
                new Discard(), null, CheckpointSettings.of(new Configuration()), Clock.SYSTEM, new Timers());
        gate.addRestored(0, batch(1, 2, 3), null, this::feed);
        gate.addRestored(0, batch(4, 5), null, this::feed);
        gate.add(0, new Filled(batch(6, 7), batch(8)), null, this::feed);
        while (gate.step(BUDGET) != Head.END) {
            assertThat(fed).isSorted();
        }
        assertThat(fed).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    private static final class Filled implements ChannelReader {
        private final Queue<Element> elements;

        Filled(RecordBatch... batches) {
            elements = new ArrayDeque<>(List.of(batches));
            elements.add(new Element.EndOfData());
        }

        @Override
        public Element poll() {
            return elements.poll();
        }

        @Override
        public void close() {}
    }
}

package io.weft.runtime.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.runtime.chain.Receiver;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

public class MergedWatermarkTest {

    private final List<Object> seen = new ArrayList<>();
    private final MergedWatermark merged = new MergedWatermark(new Receiver() {
        @Override
        public void process(Object record, long timestamp) {}

        @Override
        public void watermark(long timestamp) {
            seen.add(timestamp);
        }

        @Override
        public void idleness(boolean idle) {
            seen.add(idle ? "idle" : "active");
        }

        @Override
        public void endOfInput() {}
    });
    private final MergedWatermark.Part one = merged.add();
    private final MergedWatermark.Part other = merged.add();

    @Test
    void timeIsThatOfTheSlowestInput() throws Exception {
        one.advance(10);
        assertThat(seen).isEmpty();
        other.advance(5);
        other.advance(20);
        assertThat(seen).containsExactly(5L, 10L);
    }

    @Test
    void anIdleInputHoldsNobodyBack() throws Exception {
        one.advance(10);
        other.idleness(true);
        one.idleness(true);
        other.advance(3);
        other.advance(12);
        assertThat(seen).containsExactly(10L, "idle", "active", 12L);
    }

    @Test
    void anInputThatHasEndedHoldsNobodyBack() throws Exception {
        one.advance(10);
        other.end();
        assertThat(seen).containsExactly(10L);
    }
}

package io.weft.state.heap;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.serialization.basic.LongSerializer;
import io.weft.api.serialization.basic.StringSerializer;
import io.weft.api.state.ListStateDescriptor;
import io.weft.api.state.MapStateDescriptor;
import io.weft.api.state.StateDescriptor;
import io.weft.api.state.StateTtlConfig;
import io.weft.api.state.ValueStateDescriptor;
import io.weft.state.AbstractTimeToLiveTest;
import io.weft.state.BackendFixture;
import io.weft.state.KeyedStateBackend;
import io.weft.state.KeyedStateBackendFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeapTimeToLiveTest extends AbstractTimeToLiveTest {
    @Override
    protected KeyedStateBackendFactory factory() {
        return HeapKeyedStateBackend::open;
    }

    @Test
    void cleaningUpBitByBitDropsWhatNobodyReads(@TempDir Path directory) throws Exception {
        StateTtlConfig config = StateTtlConfig.newBuilder(Duration.ofMillis(100))
                .cleanupIncrementally(10, true)
                .build();
        var values = new ValueStateDescriptor<>("v", LongSerializer.INSTANCE);
        var lists = new ListStateDescriptor<>("l", LongSerializer.INSTANCE);
        var maps = new MapStateDescriptor<>("m", StringSerializer.INSTANCE, LongSerializer.INSTANCE);
        List<StateDescriptor<?, ?>> all = List.of(values, lists, maps);
        all.forEach(descriptor -> descriptor.enableTimeToLive(config));
        BackendFixture fixture = new BackendFixture(factory(), directory);
        KeyedStateBackend backend = fixture.open(LongSerializer.INSTANCE);
        for (long key = 0; key < 500; key++) {
            backend.setCurrentKey(key);
            backend.state(values).update(key);
            backend.state(lists).add(key);
            backend.state(maps).put("a", key);
        }
        fixture.clockMs().addAndGet(100);
        for (int i = 0; i < 1000; i++) {
            backend.setCurrentKey(-1L);
        }
        List<Object> left = new ArrayList<>();
        for (StateDescriptor<?, ?> descriptor : all) {
            backend.forEachKey(descriptor, (key, state) -> left.add(key));
        }
        assertThat(left).isEmpty();
    }
}

package io.weft.state.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.serialization.basic.LongSerializer;
import io.weft.api.state.ListState;
import io.weft.api.state.ListStateDescriptor;
import io.weft.api.state.MapState;
import io.weft.api.state.MapStateDescriptor;
import io.weft.api.state.State;
import io.weft.api.state.StateDescriptor;
import io.weft.api.state.StateTtlConfig;
import io.weft.api.state.ValueState;
import io.weft.api.state.ValueStateDescriptor;
import io.weft.state.BackendFixture;
import io.weft.state.KeyedStateBackend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What has ended goes although nobody asks for it, as long as the state is used. */
class ExpirySweepTest {

    private static final long OLD_KEYS = 1000;
    private static final long LIVING = 1_000_000;
    /** A few rounds through all that is stored. */
    private static final int USES = 20_000;

    @RegisterExtension
    private static final RocksFixture ROCKS = new RocksFixture();

    @TempDir
    private Path directory;

    private BackendFixture fixture;
    private KeyedStateBackend backend;

    @BeforeEach
    void open() throws Exception {
        fixture = new BackendFixture(ROCKS, directory);
        backend = fixture.open(LongSerializer.INSTANCE);
    }

    @AfterEach
    void close() throws Exception {
        backend.close();
    }

    @FunctionalInterface
    private interface Use<S> {
        void of(S state, long key) throws Exception;
    }

    private static <D extends StateDescriptor<?, ?>> D living(D descriptor, boolean background) {
        StateTtlConfig.Builder config = StateTtlConfig.newBuilder(Duration.ofMillis(100));
        descriptor.enableTimeToLive(
                background
                        ? config.build()
                        : config.disableCleanupInBackground().build());
        return descriptor;
    }

    private <S extends State> List<Object> leftAfterUse(StateDescriptor<S, ?> descriptor, Use<S> write)
            throws Exception {
        S state = backend.state(descriptor);
        for (long key = 0; key < OLD_KEYS; key++) {
            backend.setCurrentKey(key);
            write.of(state, key);
        }
        BackendFixture.snapshot(backend);
        fixture.clockMs().addAndGet(1000);
        backend.setCurrentKey(LIVING);
        for (int i = 0; i < USES; i++) {
            write.of(state, 7);
        }
        List<Object> left = new ArrayList<>();
        backend.forEachKey(descriptor, (key, visited) -> left.add(key));
        return left;
    }

    @Test
    void takesAwayValues() throws Exception {
        ValueStateDescriptor<Long> values = living(new ValueStateDescriptor<>("v", LongSerializer.INSTANCE), true);
        assertThat(leftAfterUse(values, ValueState::update)).containsExactly(LIVING);
    }

    @Test
    void takesAwayEntriesOfMaps() throws Exception {
        MapStateDescriptor<Long, Long> maps =
                living(new MapStateDescriptor<>("m", LongSerializer.INSTANCE, LongSerializer.INSTANCE), true);
        assertThat(this.<MapState<Long, Long>>leftAfterUse(maps, (state, key) -> state.put(key, key)))
                .containsExactly(LIVING);
    }

    @Test
    void takesAwayListsOfWhichNothingIsLeft() throws Exception {
        ListStateDescriptor<Long> lists = living(new ListStateDescriptor<>("l", LongSerializer.INSTANCE), true);
        assertThat(this.<ListState<Long>>leftAfterUse(lists, (state, key) -> state.update(List.of(key, key))))
                .containsExactly(LIVING);
    }

    @Test
    void doesNothingWhereCleanupInTheBackgroundIsDisabled() throws Exception {
        ValueStateDescriptor<Long> values = living(new ValueStateDescriptor<>("v", LongSerializer.INSTANCE), false);
        assertThat(leftAfterUse(values, ValueState::update)).hasSize((int) OLD_KEYS + 1);
    }
}

package io.weft.api.datastream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.checkpoint.CheckpointConfig;
import io.weft.api.checkpoint.CheckpointConfig.ExternalizedCheckpointCleanup;
import io.weft.api.config.Configuration;
import io.weft.api.config.RestartStrategies;
import io.weft.api.execution.CheckpointingMode;
import io.weft.api.execution.ExternalizedCheckpointRetention;
import io.weft.api.fs.Path;
import io.weft.api.state.backend.EmbeddedRocksDBStateBackend;
import io.weft.api.state.backend.FileSystemCheckpointStorage;
import io.weft.api.state.backend.FsStateBackend;
import io.weft.api.state.backend.HashMapStateBackend;
import io.weft.api.state.backend.JobManagerCheckpointStorage;
import io.weft.api.state.backend.MemoryStateBackend;
import io.weft.api.state.backend.RocksDBStateBackend;
import io.weft.api.state.backend.StateBackend;
import io.weft.api.time.Time;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a program says of checkpoints, state and restarts travels with the job as settings. */
class CheckpointSettingsTest {

    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);

    @TestFactory
    Stream<DynamicTest> everyCheckpointSettingTravels() {
        return Stream.of(
                checkpoint(c -> c.setCheckpointInterval(30_000), "interval", "30 s"),
                checkpoint(c -> c.setCheckpointingMode(CheckpointingMode.AT_LEAST_ONCE), "mode", "at-least-once"),
                checkpoint(
                        c -> c.setCheckpointingConsistencyMode(CheckpointingMode.EXACTLY_ONCE), "mode", "exactly-once"),
                checkpoint(c -> c.setCheckpointTimeout(60_000), "timeout", "1 min"),
                checkpoint(c -> c.setMinPauseBetweenCheckpoints(500), "min-pause", "500 ms"),
                checkpoint(c -> c.setMaxConcurrentCheckpoints(3), "max-concurrent-checkpoints", "3"),
                checkpoint(c -> c.setTolerableCheckpointFailureNumber(2), "tolerable-failed-checkpoints", "2"),
                checkpoint(c -> c.setFailOnCheckpointingErrors(true), "tolerable-failed-checkpoints", "0"),
                checkpoint(
                        c -> c.setExternalizedCheckpointRetention(
                                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION),
                        "externalized-checkpoint-retention",
                        "retain-on-cancellation"),
                checkpoint(
                        c -> c.enableExternalizedCheckpoints(ExternalizedCheckpointCleanup.DELETE_ON_CANCELLATION),
                        "externalized-checkpoint-retention",
                        "delete-on-cancellation"),
                checkpoint(CheckpointConfig::enableUnalignedCheckpoints, "unaligned.enabled", "true"),
                checkpoint(
                        c -> c.setAlignedCheckpointTimeout(Duration.ofSeconds(5)), "aligned-checkpoint-timeout", "5 s"),
                checkpoint(c -> c.setAlignmentTimeout(Duration.ofSeconds(6)), "aligned-checkpoint-timeout", "6 s"),
                checkpoint(c -> c.setCheckpointStorage("hdfs://nn/s"), "dir", "hdfs://nn/s"),
                checkpoint(c -> c.setCheckpointStorage(new Path("hdfs://nn/c")), "dir", "hdfs://nn/c"),
                checkpoint(c -> c.setCheckpointStorage(URI.create("hdfs://nn/u")), "dir", "hdfs://nn/u"));
    }

    @Test
    void whatWasSetCanBeAsked() {
        CheckpointConfig config = env.getCheckpointConfig();
        config.setExternalizedCheckpointRetention(ExternalizedCheckpointRetention.DELETE_ON_CANCELLATION);
        config.setTolerableCheckpointFailureNumber(7);
        env.enableCheckpointing(1_000, CheckpointingMode.AT_LEAST_ONCE);

        assertThat(env.getCheckpointInterval()).isEqualTo(1_000);
        assertThat(env.getCheckpointingMode()).isEqualTo(CheckpointingMode.AT_LEAST_ONCE);
        assertThat(config.isCheckpointingEnabled()).isTrue();
        assertThat(config.isExternalizedCheckpointsEnabled()).isTrue();
        assertThat(config.getExternalizedCheckpointCleanup())
                .isEqualTo(ExternalizedCheckpointCleanup.DELETE_ON_CANCELLATION);
        assertThat(config.isFailOnCheckpointingErrors()).isFalse();
        assertThat(config.getCheckpointTimeout()).isEqualTo(600_000);
    }

    @Test
    void withoutAnIntervalNoCheckpointsAreMade() {
        assertThat(env.getCheckpointInterval()).isEqualTo(-1);
        env.enableCheckpointing(100);

        env.getCheckpointConfig().disableCheckpointing();

        assertThat(env.getCheckpointConfig().isCheckpointingEnabled()).isFalse();
        assertThat(settings()).doesNotContainKey("execution.checkpointing.interval");
    }

    @Test
    void aValueThatIsNotAllowedIsRefusedAndChangesNothing() {
        env.enableCheckpointing(100);

        assertThatThrownBy(() -> env.enableCheckpointing(9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("execution.checkpointing.interval")
                .hasMessageContaining("at least 10 ms");
        assertThat(env.getCheckpointInterval()).isEqualTo(100);
    }

    @TestFactory
    Stream<DynamicTest> everyBackendTravels() {
        EmbeddedRocksDBStateBackend onTwoDisks = new EmbeddedRocksDBStateBackend(true);
        onTwoDisks.setDbStoragePaths("/disk1", "/disk2");
        String type = "state.backend.type";
        String directory = "execution.checkpointing.dir";
        String incremental = "execution.checkpointing.incremental";
        return Stream.of(
                backend(new HashMapStateBackend(), Map.of(type, "hashmap")),
                backend(new MemoryStateBackend(1024, true), Map.of(type, "hashmap")),
                backend(new EmbeddedRocksDBStateBackend(), Map.of(type, "rocksdb")),
                backend(
                        onTwoDisks,
                        Map.of(
                                type,
                                "rocksdb",
                                incremental,
                                "true",
                                "state.backend.rocksdb.localdir",
                                "/disk1,/disk2")),
                backend(new FsStateBackend("hdfs://nn/c"), Map.of(type, "hashmap", directory, "hdfs://nn/c")),
                backend(
                        new FsStateBackend(URI.create("hdfs://nn/c"), 1024),
                        Map.of(
                                type,
                                "hashmap",
                                directory,
                                "hdfs://nn/c",
                                "execution.checkpointing.data-inline-threshold",
                                "1 kb")),
                backend(
                        new RocksDBStateBackend("hdfs://nn/c", true),
                        Map.of(type, "rocksdb", directory, "hdfs://nn/c", incremental, "true")));
    }

    @Test
    void theStorageThatIsSaidLastHolds() {
        env.getCheckpointConfig().setCheckpointStorage(new FileSystemCheckpointStorage("hdfs://nn/c"));

        env.getCheckpointConfig().setCheckpointStorage(new JobManagerCheckpointStorage());

        assertThat(settings()).doesNotContainKey("execution.checkpointing.dir");
    }

    @Test
    void theSavepointDirectoryTravels() {
        assertThat(env.getDefaultSavepointDirectory()).isNull();

        env.setDefaultSavepointDirectory("hdfs://nn/savepoints");

        assertThat(env.getDefaultSavepointDirectory()).isEqualTo(new Path("hdfs://nn/savepoints"));
        assertThat(settings()).containsEntry("execution.checkpointing.savepoint-dir", "hdfs://nn/savepoints");
    }

    @Test
    void olderProgramsSayRestartsOtherwise() {
        assertThat(env.getNumberOfExecutionRetries()).isEqualTo(-1);

        env.setNumberOfExecutionRetries(3);
        env.getConfig().setExecutionRetryDelay(2_000);

        assertThat(env.getNumberOfExecutionRetries()).isEqualTo(3);
        assertThat(env.getConfig().getExecutionRetryDelay()).isEqualTo(2_000);
        assertThat(settings())
                .containsEntry("restart-strategy.type", "fixed-delay")
                .containsEntry("restart-strategy.fixed-delay.attempts", "3")
                .containsEntry("restart-strategy.fixed-delay.delay", "2 s");

        env.setNumberOfExecutionRetries(-1);
        assertThat(settings()).doesNotContainKey("restart-strategy.type");
    }

    @Test
    void aFailureRateTravels() {
        env.setRestartStrategy(RestartStrategies.failureRateRestart(3, Time.minutes(5), Time.seconds(10)));

        assertThat(settings())
                .containsEntry("restart-strategy.type", "failure-rate")
                .containsEntry("restart-strategy.failure-rate.max-failures-per-interval", "3")
                .containsEntry("restart-strategy.failure-rate.failure-rate-interval", "5 min")
                .containsEntry("restart-strategy.failure-rate.delay", "10 s");
    }

    @Test
    void anExponentialDelayTravelsUntilTheClusterIsToDecide() {
        env.setRestartStrategy(RestartStrategies.exponentialDelayRestart(
                Duration.ofSeconds(1), Duration.ofMinutes(2), 2.0, Duration.ofHours(1), 0.2));

        assertThat(settings())
                .containsEntry("restart-strategy.type", "exponential-delay")
                .containsEntry("restart-strategy.exponential-delay.initial-backoff", "1 s")
                .containsEntry("restart-strategy.exponential-delay.max-backoff", "2 min")
                .containsEntry("restart-strategy.exponential-delay.backoff-multiplier", "2.0")
                .containsEntry("restart-strategy.exponential-delay.reset-backoff-threshold", "1 h")
                .containsEntry("restart-strategy.exponential-delay.jitter-factor", "0.2");

        env.setRestartStrategy(RestartStrategies.fallBackRestart());
        assertThat(settings()).doesNotContainKey("restart-strategy.type");
    }

    private DynamicTest checkpoint(Consumer<CheckpointConfig> setter, String key, String value) {
        return DynamicTest.dynamicTest(key + ": " + value, () -> {
            setter.accept(env.getCheckpointConfig());
            assertThat(settings()).containsEntry("execution.checkpointing." + key, value);
        });
    }

    private static DynamicTest backend(StateBackend backend, Map<String, String> expected) {
        return DynamicTest.dynamicTest(backend.getClass().getSimpleName() + " " + expected, () -> {
            var env = StreamExecutionEnvironment.createLocalEnvironment(new Configuration());
            env.setStateBackend(backend);
            assertThat(env.getStateBackend()).isSameAs(backend);
            assertThat(env.getConfig().toConfiguration().toMap()).containsAllEntriesOf(expected);
            assertThat(env.getConfig().toConfiguration().toMap().keySet())
                    .filteredOn(key -> key.contains("backend") || key.contains("checkpointing"))
                    .containsExactlyInAnyOrderElementsOf(expected.keySet());
        });
    }

    private Map<String, String> settings() {
        return env.getConfig().toConfiguration().toMap();
    }
}

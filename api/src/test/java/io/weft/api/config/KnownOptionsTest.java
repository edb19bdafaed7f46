package io.weft.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownOptionsTest {

    @Test
    void namesTheNearestKeyForAnUnknownOne() {
        assertThatThrownBy(() -> KnownOptions.check(Map.of("paralelism.defualt", "4")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'paralelism.defualt'")
                .hasMessageContaining("'parallelism.default'");
    }

    @Test
    void namesKeyValueAndFormOfAValueThatCannotBeRead() {
        assertThatThrownBy(() -> KnownOptions.check(Map.of("heartbeat.timeout", "soon")))
                .hasMessageContaining("heartbeat.timeout")
                .hasMessageContaining("'soon'")
                .hasMessageContaining("30 s");
        assertThatThrownBy(() -> KnownOptions.check(Map.of("restart-strategy.type", "sometimes")))
                .hasMessageContaining("none, fixed-delay, failure-rate, exponential-delay");
    }

    @ParameterizedTest
    @CsvSource({
        "parallelism.default, -3, 1 to 32768",
        "parallelism.default, 0, 1 to 32768",
        "pipeline.max-parallelism, 32769, 1 to 32768",
        "taskmanager.numberOfTaskSlots, 0, 1 or more",
        "taskmanager.data.port, 65536, 0 to 65535",
        "yarn.application-attempts, 0, 1 or more",
        "yarn.containers.vcores, 0, -1",
        "restart-strategy.fixed-delay.attempts, -1, 0 or more",
        "heartbeat.interval, 0 s, at least 1 ms",
        "execution.buffer-timeout, PT-1S, 500 ms",
        "execution.checkpointing.interval, 1 ms, at least 10 ms",
        "execution.checkpointing.max-concurrent-checkpoints, 0, 1 or more",
        "state.backend.type, disk, 'hashmap, rocksdb'",
        "state.backend.rocksdb.memory.write-buffer-ratio, 1.5, between 0 and 1",
    })
    void namesTheRangeOfAValueOutsideIt(String key, String value, String range) {
        assertThatThrownBy(() -> KnownOptions.check(Map.of(key, value)))
                .hasMessageContaining(key)
                .hasMessageContaining("'" + value + "'")
                .hasMessageContaining(range);
    }

    @Test
    void acceptsKnownAndOlderKeys() {
        assertThatCode(() -> KnownOptions.check(Map.of(
                        "taskmanager.memory.process.size", "2g",
                        "execution.buffer-timeout", "5 ms",
                        "pipeline.object-reuse", "true")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "state.checkpoints.dir, execution.checkpointing.dir",
        "state.savepoints.dir, execution.checkpointing.savepoint-dir",
        "state.backend, state.backend.type",
        "state.backend.incremental, execution.checkpointing.incremental",
        "state.backend.local-recovery, execution.checkpointing.local-backup.enabled",
        "state.checkpoints.num-retained, execution.checkpointing.num-retained",
        "execution.checkpointing.unaligned, execution.checkpointing.unaligned.enabled",
        "execution.savepoint.path, execution.state-recovery.path",
        "execution.savepoint.ignore-unclaimed-state, execution.state-recovery.ignore-unclaimed-state",
        "execution.savepoint-restore-mode, execution.state-recovery.claim-mode",
        "execution-retries.default, restart-strategy.fixed-delay.attempts",
        "execution-retries.delay, restart-strategy.fixed-delay.delay",
    })
    void settingsOfOlderVersionsAreFoundUnderTheirOldKeys(String olderKey, String key) {
        ConfigOption<?> option = KnownOptions.all().stream()
                .filter(known -> known.key().equals(key))
                .findAny()
                .orElseThrow();

        assertThat(option.olderKeys()).contains(olderKey);
    }

    @ParameterizedTest
    @CsvSource({"filesystem, hashmap", "jobmanager, hashmap", "RocksDB, rocksdb"})
    void olderNamesOfBackendsAreRead(String olderName, String name) {
        Configuration configuration = Configuration.fromMap(Map.of("state.backend", olderName));

        assertThat(configuration.get(StateBackendOptions.STATE_BACKEND)).isEqualTo(name);
    }

    @Test
    void everyOptionHasADescriptionAndADefaultThatCanBeReadAgain() {
        for (ConfigOption<?> option : KnownOptions.all()) {
            assertThat(option.description()).as(option.key()).endsWith(".");
            assertDefaultCanBeReadAgain(option);
        }
    }

    @Test
    void theDocumentationIsUpToDate() throws Exception {
        Path page = Path.of("..", "docs", "configuration.md");
        assertThat(Files.readString(page))
                .as(
                        "made with: java -cp api/target/classes io.weft.api.config.ConfigurationPage > docs/configuration.md")
                .isEqualTo(ConfigurationPage.toMarkdown());
    }

    private static <T> void assertDefaultCanBeReadAgain(ConfigOption<T> option) {
        if (option.hasDefaultValue()) {
            String text = option.type().format(option.defaultValue());
            assertThat(option.type().parse(option.key(), text)).isEqualTo(option.defaultValue());
        }
    }
}

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
                .hasMessageContaining("none, fixed-delay");
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

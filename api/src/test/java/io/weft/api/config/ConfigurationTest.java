package io.weft.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {

    private enum Colour {
        RED,
        DARK_BLUE
    }

    private final Configuration configuration = new Configuration();

    @Test
    void givesBackWhatWasSet() {
        ConfigOption<Duration> timeout =
                ConfigOptions.key("timeout").durationType().defaultValue(Duration.ofSeconds(1));
        assertThat(configuration.get(timeout)).isEqualTo(Duration.ofSeconds(1));

        configuration.set(timeout, Duration.ofMinutes(2));

        assertThat(configuration.get(timeout)).isEqualTo(Duration.ofMinutes(2));
        assertThat(configuration.toMap()).containsExactly(Map.entry("timeout", "2 min"));
    }

    @Test
    void findsAValueUnderAnOlderKeyUnlessTheNewOneIsSet() {
        ConfigOption<Integer> option =
                ConfigOptions.key("new").intType().noDefaultValue().withDeprecatedKeys("old");
        configuration.setString("old", "1");
        assertThat(configuration.get(option)).isEqualTo(1);

        configuration.setString("new", "2");
        assertThat(configuration.get(option)).isEqualTo(2);
    }

    @Test
    void namesTheKeyTheValueAndTheExpectedForm() {
        ConfigOption<Integer> option = ConfigOptions.key("slots").intType().defaultValue(1);
        configuration.setString("slots", "many");

        assertThatThrownBy(() -> configuration.get(option))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("slots")
                .hasMessageContaining("'many'")
                .hasMessageContaining("whole number");
    }

    @Test
    void readsEnumsListsAndMaps() {
        ConfigOption<Colour> colour =
                ConfigOptions.key("colour").enumType(Colour.class).noDefaultValue();
        ConfigOption<List<Integer>> sizes =
                ConfigOptions.key("sizes").intType().asList().defaultValues(1, 2);
        ConfigOption<Map<String, String>> pairs =
                ConfigOptions.key("pairs").mapType().noDefaultValue();
        configuration.setString("colour", "dark-blue");
        configuration.setString("pairs", "a:1, host:localhost:80");

        assertThat(configuration.get(colour)).isEqualTo(Colour.DARK_BLUE);
        assertThat(configuration.get(sizes)).containsExactly(1, 2);
        assertThat(configuration.get(pairs)).containsExactly(Map.entry("a", "1"), Map.entry("host", "localhost:80"));

        configuration.setString("sizes", "3; 4");
        assertThat(configuration.get(sizes)).containsExactly(3, 4);
    }

    @Test
    void keepsMapsWhoseTextsHoldSeparatorsAndQuotes() {
        ExecutionConfig config = new ExecutionConfig(configuration);
        Map<String, String> parameters = Map.of("list", "a,b", "it's", "x:'y'", "empty", "", "blank", " ");

        config.setGlobalJobParameters(Configuration.fromMap(parameters));

        assertThat(config.getGlobalJobParameters().toMap()).isEqualTo(parameters);
    }

    @ParameterizedTest
    @CsvSource({"500 ms, 500", "30s, 30000", "1 min, 60000", "2 h, 7200000", "250, 250", "PT5S, 5000", "1 d, 86400000"})
    void readsDurations(String text, long expectedMs) {
        assertThat(Durations.parse(text).toMillis()).isEqualTo(expectedMs);
    }

    @ParameterizedTest
    @CsvSource({"512m, 536870912", "2 gb, 2147483648", "100, 100", "64 KB, 65536"})
    void readsSizes(String text, long expectedBytes) {
        assertThat(MemorySize.parse(text).getBytes()).isEqualTo(expectedBytes);
    }

    @ParameterizedTest
    @CsvSource({"-1", "12 xb", "abc", "99999999999 tb"})
    void refusesWhatIsNoSize(String text) {
        assertThatThrownBy(() -> MemorySize.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesSizesInTheLargestUnitWithoutAFraction() {
        assertThat(MemorySize.ofMebiBytes(1024)).hasToString("1 gb");
        assertThat(new MemorySize(1500)).hasToString("1500 bytes");
    }

    @Test
    void restartStrategiesWriteTheOptions() {
        RestartStrategies.fixedDelayRestart(3, 500).writeTo(configuration);

        assertThat(configuration.toMap())
                .containsEntry("restart-strategy.type", "fixed-delay")
                .containsEntry("restart-strategy.fixed-delay.attempts", "3")
                .containsEntry("restart-strategy.fixed-delay.delay", "500 ms");
    }
}

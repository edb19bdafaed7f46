package io.weft.jobmanager.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RestartSettingsTest {

    private static final RestartSettings CLUSTERS = new RestartSettings.FixedDelay(9, 9);

    @Test
    void aJobThatSaysNothingRestartsAsTheClusterSays() {
        assertThat(RestartSettings.of(Map.of(), CLUSTERS)).isEqualTo(CLUSTERS);
    }

    @Test
    void aJobSaysOtherwise() {
        assertThat(RestartSettings.of(Map.of("restart-strategy.type", "none"), CLUSTERS))
                .isEqualTo(new RestartSettings.None());
        assertThat(RestartSettings.of(
                        Map.of(
                                "restart-strategy", "fixed-delay",
                                "restart-strategy.fixed-delay.attempts", "3",
                                "restart-strategy.fixed-delay.delay", "2 s"),
                        CLUSTERS))
                .isEqualTo(new RestartSettings.FixedDelay(3, 2_000));
    }

    @Test
    void olderSettingsNameOnlyTheNumberOfRestarts() {
        Map<String, String> older = Map.of("execution-retries.default", "3", "execution-retries.delay", "5 s");

        assertThat(RestartSettings.of(older, CLUSTERS)).isEqualTo(new RestartSettings.FixedDelay(3, 5_000));
    }

    @Test
    void aStrategyThatIsNotThereIsRefusedRatherThanLeftOut() {
        assertThatThrownBy(() -> RestartSettings.of(Map.of("restart-strategy.type", "failure-rate"), CLUSTERS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'failure-rate'")
                .hasMessageContaining("fixed-delay");
    }
}

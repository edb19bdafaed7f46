package io.weft.api.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.state.StateTtlConfig.StateVisibility;
import io.weft.api.state.StateTtlConfig.UpdateType;
import io.weft.api.time.Time;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StateTtlConfigTest {

    private final StateTtlConfig.Builder builder = StateTtlConfig.newBuilder(Duration.ofMinutes(5));

    @Test
    void byDefaultWritesProlongLifeAndWhatHasEndedIsNeverSeenAndCleanedUpInTheBackground() {
        StateTtlConfig config = builder.build();

        assertThat(config.isEnabled()).isTrue();
        assertThat(config.getTimeToLive()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.getUpdateType()).isEqualTo(UpdateType.OnCreateAndWrite);
        assertThat(config.getStateVisibility()).isEqualTo(StateVisibility.NeverReturnExpired);
        assertThat(config.getCleanupStrategies().inFullSnapshot()).isFalse();
        assertThat(config.getCleanupStrategies().getIncrementalCleanupStrategy().getCleanupSize())
                .isEqualTo(5);
        assertThat(config.getCleanupStrategies().inRocksdbCompactFilter()).isTrue();
    }

    @Test
    void everyChoiceIsKept() {
        StateTtlConfig config = builder.updateTtlOnReadAndWrite()
                .returnExpiredIfNotCleanedUp()
                .cleanupFullSnapshot()
                .cleanupIncrementally(10, true)
                .cleanupInRocksdbCompactFilter(500, Duration.ofDays(2))
                .useProcessingTime()
                .build();

        assertChosen(config);
        assertChosen(StateTtlConfig.newBuilder(config).build());
    }

    @Test
    void withoutTheBackgroundOnlyWhatIsAskedForCleansUp() {
        var none = builder.disableCleanupInBackground().build().getCleanupStrategies();
        var incremental = builder.cleanupIncrementally(7, false).build().getCleanupStrategies();

        assertThat(none.getIncrementalCleanupStrategy()).isNull();
        assertThat(none.inRocksdbCompactFilter()).isFalse();
        assertThat(incremental.getIncrementalCleanupStrategy().getCleanupSize()).isEqualTo(7);
        assertThat(incremental.inRocksdbCompactFilter()).isFalse();
    }

    @Test
    void olderProgramsSayTimesOtherwise() {
        StateTtlConfig config = StateTtlConfig.newBuilder(Time.seconds(90)).build();

        assertThat(config.getTimeToLive()).isEqualTo(Duration.ofSeconds(90));
        assertThat(config.getTtl()).isEqualTo(Time.milliseconds(90_000));
    }

    @Test
    void disabledMeansForEver() {
        assertThat(StateTtlConfig.DISABLED.isEnabled()).isFalse();
    }

    @Test
    void noLifeAtAllIsAnError() {
        assertThatThrownBy(() -> StateTtlConfig.newBuilder(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT0S");
    }

    private static void assertChosen(StateTtlConfig config) {
        var cleanup = config.getCleanupStrategies();
        assertThat(config.getUpdateType()).isEqualTo(UpdateType.OnReadAndWrite);
        assertThat(config.getStateVisibility()).isEqualTo(StateVisibility.ReturnExpiredIfNotCleanedUp);
        assertThat(cleanup.inFullSnapshot()).isTrue();
        assertThat(cleanup.getIncrementalCleanupStrategy().getCleanupSize()).isEqualTo(10);
        assertThat(cleanup.getIncrementalCleanupStrategy().runCleanupForEveryRecord())
                .isTrue();
        assertThat(cleanup.getRocksdbCompactFilterCleanupStrategy().getQueryTimeAfterNumEntries())
                .isEqualTo(500);
        assertThat(cleanup.getRocksdbCompactFilterCleanupStrategy().getPeriodicCompactionTime())
                .isEqualTo(Duration.ofDays(2));
    }
}

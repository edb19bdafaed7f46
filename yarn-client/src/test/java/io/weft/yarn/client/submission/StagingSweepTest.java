package io.weft.yarn.client.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class StagingSweepTest {

    private static final long LONG_MS = Duration.ofDays(30).toMillis();

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"FINISHED", "FAILED", "KILLED"})
    void whatAnEndedApplicationLeftIsRemovedAtOnce(YarnApplicationState ended) {
        assertThat(StagingSweep.isLeftOver(Optional.of(ended), 0)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"FINISHED", "FAILED", "KILLED"})
    void nothingIsTakenFromAnApplicationThatLives(YarnApplicationState living) {
        assertThat(StagingSweep.isLeftOver(Optional.of(living), LONG_MS)).isFalse();
    }

    @Test
    void anApplicationThatYarnDoesNotKnowMayBeAboutToBeSubmitted() {
        assertThat(StagingSweep.isLeftOver(
                        Optional.empty(), Duration.ofMinutes(5).toMillis()))
                .isFalse();
        assertThat(StagingSweep.isLeftOver(Optional.empty(), LONG_MS)).isTrue();
    }
}

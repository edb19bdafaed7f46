package io.weft.yarn.appmaster.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MemoryBudgetTest {

    @ParameterizedTest
    @ValueSource(ints = {512, 768, 1024, 1728, 4096, 65536})
    void sharesOutTheWholeContainerAndNoMore(int processMb) {
        assertThat(MemoryBudget.ofTaskManager(processMb, null, false).processMb())
                .isEqualTo(processMb);
        assertThat(MemoryBudget.ofApplicationMaster(processMb).processMb()).isEqualTo(processMb);
    }

    @Test
    void givesTheNetworkWhatItIsSaidToHave() {
        MemoryBudget budget = MemoryBudget.ofTaskManager(1024, 64, true);

        assertThat(budget.networkMb()).isEqualTo(64);
        assertThat(budget.processMb()).isEqualTo(1024);
    }

    @Test
    void saysWhatIsMissingInAContainerThatIsTooSmall() {
        assertThatThrownBy(() -> MemoryBudget.ofTaskManager(200, null, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too small");
    }
}

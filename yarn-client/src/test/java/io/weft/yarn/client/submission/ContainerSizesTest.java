package io.weft.yarn.client.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.config.Configuration;
import io.weft.yarn.client.terminal.CommandException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerSizesTest {

    @Test
    void containersAreAsLargeAsTheSettingsSay() {
        ContainerSizes sizes = ContainerSizes.of(Configuration.fromMap(Map.of(
                "jobmanager.memory.process.size", "900 mb",
                "yarn.appmaster.vcores", "2",
                "taskmanager.memory.process.size", "3 gb",
                "taskmanager.numberOfTaskSlots", "4")));
        assertThat(sizes.applicationMaster().getMemorySize()).isEqualTo(900);
        assertThat(sizes.applicationMaster().getVirtualCores()).isEqualTo(2);
        assertThat(sizes.taskManager().getMemorySize()).isEqualTo(3 * 1024);
        assertThat(sizes.taskManager().getVirtualCores())
                .as("one for each slot")
                .isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobmanager.memory.process.size", "taskmanager.memory.process.size"})
    void namesTheOptionWithTooLittleMemory(String key) {
        Configuration settings = Configuration.fromMap(Map.of(key, "64 mb"));
        assertThatThrownBy(() -> ContainerSizes.of(settings))
                .isInstanceOf(CommandException.class)
                .hasMessageContainingAll(key, "'64 mb'", "too small");
    }
}

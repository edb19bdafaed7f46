package io.weft.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KeyGroupsTest {

    private static final int GROUP_OF_A = 81;
    private static final int GROUP_OF_42 = 99;

    /** State is found by these numbers, so they must not change from one version to the next. */
    @Test
    void theGroupOfAKeyNeverChanges() {
        assertThat(KeyGroups.groupOf("a", 128)).isEqualTo(GROUP_OF_A);
        assertThat(KeyGroups.groupOf(42, 128)).isEqualTo(GROUP_OF_42);
        assertThat(KeyGroups.groupOf(TaskState.RUNNING, 128)).isEqualTo(KeyGroups.groupOf("RUNNING", 128));
    }

    @Test
    void keysSpreadEvenlyOverSubtasks() {
        int[] counts = new int[5];
        for (int key = 0; key < 100_000; key++) {
            counts[KeyGroups.subtaskOf(KeyGroups.groupOf(key * 1024, 1280), 5, 1280)]++;
        }
        assertThat(Arrays.stream(counts).min().orElseThrow()).isGreaterThan(18_000);
    }

    @Test
    void subtasksOwnRangesOfGroups() {
        for (int group = 1; group < 128; group++) {
            int owner = KeyGroups.subtaskOf(group, 7, 128);
            assertThat(owner - KeyGroups.subtaskOf(group - 1, 7, 128)).isBetween(0, 1);
            assertThat(owner).isBetween(0, 6);
        }
    }
}

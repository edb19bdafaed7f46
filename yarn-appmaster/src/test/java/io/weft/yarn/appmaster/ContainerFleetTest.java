package io.weft.yarn.appmaster;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.NodeId;
import org.junit.jupiter.api.Test;

final class ContainerFleetTest {

    private static final NodeId NODE = NodeId.newInstance("node", 1);

    private final ContainerFleet fleet = new ContainerFleet();

    @Test
    void asksForWhatIsWantedOnce() {
        fleet.setWanted(3);
        assertThat(fleet.reconcile()).isEqualTo(3);
        assertThat(fleet.reconcile()).isZero();
        assertThat(fleet.isWaiting()).isTrue();
    }

    @Test
    void givesBackWhatYarnGrantsBeyondTheDemand() {
        fleet.setWanted(1);
        assertThat(fleet.reconcile()).isEqualTo(1);
        assertThat(fleet.onGranted(container(1), NODE)).isTrue();
        assertThat(fleet.onGranted(container(2), NODE)).isFalse();
        assertThat(fleet.held()).containsExactly(container(1));
    }

    @Test
    void givesBackWhatComesAfterTheDemandHasGone() {
        fleet.setWanted(2);
        assertThat(fleet.reconcile()).isEqualTo(2);
        fleet.setWanted(0);
        assertThat(fleet.reconcile()).isEqualTo(-2);
        assertThat(fleet.onGranted(container(1), NODE)).isFalse();
    }

    @Test
    void replacesAContainerThatEnded() {
        fleet.setWanted(1);
        assertThat(fleet.reconcile()).isEqualTo(1);
        assertThat(fleet.onGranted(container(1), NODE)).isTrue();
        assertThat(fleet.onGone(container(1))).isTrue();
        assertThat(fleet.onGone(container(1))).isFalse();
        assertThat(fleet.reconcile()).isEqualTo(1);
    }

    @Test
    void countsContainersOfAnEarlierAttempt() {
        fleet.onRecovered(container(1), NODE);
        fleet.setWanted(2);
        assertThat(fleet.reconcile()).isEqualTo(1);
    }

    private static ContainerId container(long number) {
        return ContainerId.newContainerId(ApplicationAttemptId.newInstance(ApplicationId.newInstance(0, 1), 1), number);
    }
}

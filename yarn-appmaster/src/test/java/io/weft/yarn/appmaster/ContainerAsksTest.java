package io.weft.yarn.appmaster;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.config.Configuration;
import io.weft.yarn.appmaster.launch.TaskManagerSpec;
import java.util.Collection;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.NodeId;
import org.apache.hadoop.yarn.api.records.Priority;
import org.apache.hadoop.yarn.client.api.AMRMClient;
import org.apache.hadoop.yarn.client.api.AMRMClient.ContainerRequest;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With YARN's own client, which has rules of its own about what may be asked for side by side. */
class ContainerAsksTest {
    private static final TaskManagerSpec SPEC = TaskManagerSpec.of(new Configuration());
    private static final Priority ANYWHERE = SPEC.request(null).getPriority();
    private static final Priority ON_HOST = SPEC.request("a").getPriority();

    private final AMRMClient<ContainerRequest> client = AMRMClient.createAMRMClient();
    private final ContainerAsks asks = new ContainerAsks(client, SPEC::request);

    @BeforeEach
    void readNothing() {
        client.init(new YarnConfiguration());
    }

    @Test
    void insistsOnAHostAndThenTakesAny() {
        asks.add(null);
        asks.add("a");
        asks.add("b");
        assertThat(asked(ANYWHERE, "*")).isEqualTo(1);
        assertThat(asked(ON_HOST, "a")).isEqualTo(1);
        assertThat(asked(ON_HOST, "b")).isEqualTo(1);
        for (int i = 0; i < 100; i++) {
            asks.onHeartbeat();
        }
        assertThat(asked(ANYWHERE, "*")).isEqualTo(3);
        assertThat(asked(ON_HOST, "*")).isZero();
    }

    @Test
    void takesOutTheAskThatWasMet() {
        asks.add(null);
        asks.add("a");
        asks.add("b");
        asks.onGranted(container(ON_HOST, "b"));
        assertThat(asked(ON_HOST, "a")).isEqualTo(1);
        assertThat(asked(ON_HOST, "b")).isZero();
        asks.onGranted(container(ANYWHERE, "a"));
        assertThat(asked(ANYWHERE, "*")).isZero();
        asks.onGranted(container(ON_HOST, "a"));
        assertThat(asked(ON_HOST, "*")).isZero();
    }

    /** An ask may have been given up while YARN was meeting it. */
    @Test
    void takesOutAnotherAskIfThatOneIsGone() {
        asks.add("a");
        asks.onGranted(container(ANYWHERE, "b"));
        assertThat(asked(ON_HOST, "*")).isZero();
    }

    @Test
    void withdrawsWhatIsNoLongerNeeded() {
        asks.add(null);
        asks.add("a");
        asks.withdraw();
        asks.withdraw();
        assertThat(asked(ON_HOST, "*")).isZero();
        assertThat(asked(ANYWHERE, "*")).isZero();
    }

    private int asked(Priority priority, String where) {
        return client.getMatchingRequests(priority, where, SPEC.resource()).stream()
                .mapToInt(Collection::size)
                .sum();
    }

    private static Container container(Priority priority, String host) {
        ContainerId id = ContainerId.fromString("container_1_0001_01_000002");
        return Container.newInstance(id, NodeId.newInstance(host, 1), "", SPEC.resource(), priority, null);
    }
}

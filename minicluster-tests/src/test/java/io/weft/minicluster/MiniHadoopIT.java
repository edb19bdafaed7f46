package io.weft.minicluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.endtoend.ClusterExtension;
import io.weft.endtoend.HadoopClient;
import io.weft.endtoend.Project;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class MiniHadoopIT {
    @RegisterExtension
    static final ClusterExtension CLUSTER = new ClusterExtension();

    @Test
    void keepsFilesWhileTheNameNodeAndTheDataNodeAreKilledAndStartedAgain() throws Exception {
        try (HadoopClient client = CLUSTER.client()) {
            client.write("/tmp/kept", "still here");
        }
        CLUSTER.hadoop().kill("nn");
        CLUSTER.hadoop().kill("dn1");
        CLUSTER.hadoop().start("nn");
        CLUSTER.hadoop().start("dn1");
        try (HadoopClient client = CLUSTER.client()) {
            assertThat(client.read("/tmp/kept")).isEqualTo("still here");
        }
    }

    @Test
    void bringsAKilledNodeManagerBackAtItsPort() throws Exception {
        String address = CLUSTER.hadoop().webAddress("nm2");
        CLUSTER.hadoop().kill("nm2");
        assertThat(CLUSTER.hadoop().isRunning("nm2")).isFalse();
        CLUSTER.hadoop().start("nm2");
        assertThat(CLUSTER.hadoop().isRunning("nm2")).isTrue();
        assertThat(CLUSTER.hadoop().webAddress("nm2")).isEqualTo(address);
    }

    @Test
    void namesTheDaemonsThereAreWhenAskedForAnother() {
        assertThatThrownBy(() -> CLUSTER.hadoop().kill("nm9"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nn, dn1, rm, nm1, nm2");
    }

    @Test
    void daemonsEndWhenTheProcessThatTheyBelongToEnds(@TempDir Path folder) throws Exception {
        Path directory = folder.resolve("cluster");
        Process owner = new ProcessBuilder("sleep", "600").start();
        Lease lease = new Lease(
                Optional.of(ProcessId.of(owner.toHandle())), Patience.now().plus(Duration.ofMinutes(5)));
        ClusterLayout layout = new ClusterLayout(directory);
        ClusterSpec spec = ClusterSpec.in(directory);
        List<Daemon> daemons =
                ClusterState.newDaemons(new ClusterSpec.Size(1, 1, 512, 1), new Ports(new SecureRandom()));
        ClusterState state = new ClusterState(lease, Project.hadoopClassPath(), daemons);
        new SiteFiles(spec, layout, daemons).write();
        state.write(layout.state());
        DaemonProcesses processes = new DaemonProcesses(layout, state);
        try {
            Daemon nameNode = daemons.get(0);
            processes.start(nameNode);
            assertThat(processes.find(nameNode)).isPresent();
            owner.destroyForcibly().waitFor();
            Patience.until(
                    "the NameNode to end",
                    Duration.ofSeconds(20),
                    () -> processes.find(nameNode).isEmpty());
        } finally {
            owner.destroyForcibly();
            processes.killAll();
        }
    }
}

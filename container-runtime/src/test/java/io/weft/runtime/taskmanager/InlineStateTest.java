package io.weft.runtime.taskmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.config.CheckpointingOptions;
import io.weft.api.config.Configuration;
import io.weft.api.config.MemorySize;
import io.weft.api.datastream.StreamExecutionEnvironment;
import io.weft.model.TaskState;
import io.weft.model.checkpoint.CheckpointKind;
import io.weft.model.checkpoint.CheckpointOrder;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.model.checkpoint.StateHandle;
import io.weft.model.checkpoint.TaskSnapshot.OperatorSnapshot;
import io.weft.model.graph.JobGraph;
import io.weft.model.message.JobManagerMessage.CheckpointAcknowledged;
import io.weft.model.message.TaskManagerMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where pieces of state go: into the message that acknowledges the checkpoint, or into the TaskManager's file. */
class InlineStateTest {

    @TempDir
    private Path directory;

    private List<StateHandle> checkpoint(Configuration settings) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, settings);
        env.enableCheckpointing(60_000);
        env.fromSequence(1, Long.MAX_VALUE).keyBy(n -> n % 10).reduce(Long::sum).addSink(new Collected<>("sums"));
        try (TestCluster cluster = new TestCluster()) {
            JobGraph job = cluster.deploy(env.getStreamGraph());
            cluster.await(job, TaskState.RUNNING);
            CheckpointOrder order = new CheckpointOrder(
                    1,
                    0,
                    CheckpointKind.CHECKPOINT,
                    directory.resolve("chk-1").toUri().toString());
            cluster.taskManager.requestHandling(
                    new TaskManagerMessage.TriggerCheckpoint(TestCluster.EPOCH, job.jobId(), order));
            cluster.await(
                    "the checkpoint", () -> cluster.heard.stream().anyMatch(CheckpointAcknowledged.class::isInstance));
            List<StateHandle> handles = cluster.heard.stream()
                    .filter(CheckpointAcknowledged.class::isInstance)
                    .flatMap(message -> ((CheckpointAcknowledged) message).tasks().stream())
                    .flatMap(task -> task.operators().stream())
                    .map(OperatorSnapshot::keyed)
                    .filter(Objects::nonNull)
                    .map(keyed -> ((KeyedSnapshot.Canonical) keyed).bytes())
                    .toList();
            cluster.cancel(job);
            cluster.await(job, TaskState.CANCELED);
            return handles;
        }
    }

    @Test
    void littleStateTravelsInTheMessage() {
        assertThat(checkpoint(new Configuration())).hasSize(1).allMatch(StateHandle.Inline.class::isInstance);
    }

    @Test
    void stateAboveTheThresholdGoesIntoTheFile() {
        Configuration settings = new Configuration();
        settings.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ZERO);

        assertThat(checkpoint(settings)).hasSize(1).allMatch(StateHandle.Stored.class::isInstance);
    }
}

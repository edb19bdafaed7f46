package io.weft.runtime.taskmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.execution.JobID;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.TaskManagerId;
import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.model.checkpoint.CheckpointKind;
import io.weft.model.checkpoint.CheckpointOrder;
import io.weft.model.checkpoint.TaskSnapshot;
import io.weft.state.snapshot.LocalCopies;
import io.weft.state.snapshot.SnapshotStorage;
import io.weft.state.snapshot.SnapshotWork;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of a TaskManager's checkpoints, with writers that write when the test says so. */
class CheckpointsTest {

    private static final ExecutionAttemptId TASK = new ExecutionAttemptId(new JobID(0, 1), 0, 0, 0);

    @TempDir
    private Path folder;

    private final Queue<Runnable> writers = new ArrayDeque<>();
    private final Checkpoints checkpoints = new Checkpoints(
            new TaskManagerId("tm"), Runnable::run, writers::add, LocalCopies.NONE, job -> List.of(), message -> {});
    private final Snapshot snapshot = new Snapshot();
    private boolean quiet;

    @Test
    void areAtTheirEndWhenWhatIsBeingWrittenIsWrittenAndRemoved() {
        checkpoints.snapshotMade(TASK, new CheckpointBarrier(1, 0, CheckpointKind.CHECKPOINT), snapshot);
        checkpoints.order(
                TASK.job(),
                new CheckpointOrder(
                        1, 0, CheckpointKind.CHECKPOINT, folder.toUri().toString()),
                100,
                1);
        checkpoints.stop(() -> quiet = true);
        assertThat(quiet).isFalse();
        write();
        assertThat(snapshot.written).isTrue();
        assertThat(quiet).isTrue();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void discardWhatComesAfterTheirEnd() {
        checkpoints.stop(() -> quiet = true);
        assertThat(quiet).isTrue();
        checkpoints.snapshotMade(TASK, new CheckpointBarrier(1, 0, CheckpointKind.CHECKPOINT), snapshot);
        write();
        assertThat(snapshot.discarded).isTrue();
    }

    private void write() {
        while (!writers.isEmpty()) {
            writers.remove().run();
        }
    }

    private static final class Snapshot implements SnapshotWork<TaskSnapshot> {
        private boolean written;
        private boolean discarded;

        @Override
        public TaskSnapshot write(SnapshotStorage storage) {
            written = true;
            return new TaskSnapshot(TASK, false, List.of(), List.of(), new TaskSnapshot.Figures(0, 0, 0, 0));
        }

        @Override
        public void discard() {
            discarded = true;
        }
    }
}

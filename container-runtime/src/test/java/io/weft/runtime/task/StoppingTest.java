package io.weft.runtime.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.config.Configuration;
import io.weft.api.execution.JobID;
import io.weft.model.Clock;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.model.checkpoint.CheckpointKind;
import io.weft.model.checkpoint.TaskSnapshot;
import io.weft.runtime.chain.Timers;
import io.weft.state.snapshot.SnapshotWork;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A task that has made its part of a savepoint with which the job ends. */
class StoppingTest {

    private final Checkpointing checkpointing = new Checkpointing(
            new ExecutionAttemptId(new JobID(0, 1), 0, 0, 0),
            List.of(),
            new TaskOutputs(null),
            new NobodyAsks(),
            Clock.SYSTEM,
            new Timers(),
            CheckpointSettings.of(new Configuration()));

    private static CheckpointBarrier barrier(long checkpoint, CheckpointKind kind) {
        return new CheckpointBarrier(checkpoint, 0, kind);
    }

    @Test
    void goesOnWhenTheSavepointIsGivenUp() throws Exception {
        checkpointing.begin(barrier(5, CheckpointKind.STOP), 0);
        assertThat(checkpointing.isStopped()).isTrue();
        checkpointing.aborted(5);
        assertThat(checkpointing.isStopped()).isFalse();
    }

    @Test
    void goesOnWhenALaterCheckpointIsOrderedBecauseNobodyKnowsOfTheSavepointAnyMore() throws Exception {
        checkpointing.begin(barrier(5, CheckpointKind.STOP), 0);
        checkpointing.onOrder(barrier(5, CheckpointKind.STOP));
        assertThat(checkpointing.isStopped()).as("its own order came late").isTrue();
        checkpointing.onOrder(barrier(6, CheckpointKind.CHECKPOINT));
        assertThat(checkpointing.isStopped()).isFalse();
    }

    @Test
    void waitsForTheSavepointThatItIsDrainedWithThoughItsOwnOrderHasNotCome() throws Exception {
        checkpointing.onDrain(barrier(5, CheckpointKind.DRAIN));
        checkpointing.onEndOfData();
        assertThat(checkpointing.isDraining()).isTrue();
        checkpointing.completed(4);
        assertThat(checkpointing.isFinalCompleted()).isFalse();
        checkpointing.begin(barrier(5, CheckpointKind.DRAIN), 0);
        checkpointing.completed(5);
        assertThat(checkpointing.isFinalCompleted()).isTrue();
    }

    @Test
    void failsWhenTheSavepointThatItsInputWasEndedForIsGivenUp() throws Exception {
        checkpointing.onDrain(barrier(5, CheckpointKind.DRAIN));
        assertThatThrownBy(() -> checkpointing.aborted(5)).hasMessageContaining("Savepoint 5");
        assertThatThrownBy(() -> checkpointing.onOrder(barrier(6, CheckpointKind.CHECKPOINT)))
                .as("nobody has said so")
                .hasMessageContaining("Savepoint 5");
    }

    @Test
    void endsNothingForASavepointThatHasBeenGivenUpAlready() throws Exception {
        checkpointing.aborted(5);
        checkpointing.onDrain(barrier(5, CheckpointKind.DRAIN));
        assertThat(checkpointing.isDraining()).isFalse();
        checkpointing.begin(barrier(5, CheckpointKind.STOP), 0);
        assertThat(checkpointing.isStopped()).isFalse();
    }

    private static final class NobodyAsks implements CheckpointPort {
        @Override
        public void snapshotMade(ExecutionAttemptId task, CheckpointBarrier barrier, SnapshotWork<TaskSnapshot> work) {}

        @Override
        public void declined(ExecutionAttemptId task, CheckpointBarrier barrier, Throwable reason) {
            throw new AssertionError(reason);
        }
    }
}

package io.weft.runtime.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.execution.JobID;
import io.weft.api.fs.Path;
import io.weft.api.source.SplitEnumerator;
import io.weft.api.source.SplitEnumeratorContext;
import io.weft.api.source.lib.NumberSequenceSource;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.OperatorId;
import io.weft.model.TaskManagerId;
import io.weft.model.TaskManagerLocation;
import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.model.checkpoint.CheckpointKind;
import io.weft.model.checkpoint.EnumeratorSnapshot;
import io.weft.model.checkpoint.StateHandle;
import io.weft.model.message.SourceMessage;
import io.weft.state.snapshot.CheckpointFile;
import io.weft.state.snapshot.SnapshotOutput;
import io.weft.state.snapshot.SnapshotStorage;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EnumeratorHostTest {

    private static final TaskManagerLocation THERE = new TaskManagerLocation(new TaskManagerId("there"), "host", 1);

    private static final OperatorId SOURCE = new OperatorId(0, 1);

    private final LinkedBlockingQueue<SourceMessage.ToReader> sent = new LinkedBlockingQueue<>();
    private final EnumeratorHost host = new EnumeratorHost(
            new EnumeratorHost.Origin(new NumberSequenceSource(1, 10), SOURCE, null),
            "numbers",
            2,
            EnumeratorHostTest.class.getClassLoader(),
            (peer, message) -> sent.add(message));

    private static ExecutionAttemptId reader(int subtask, int attempt) {
        return new ExecutionAttemptId(new JobID(1, 1), 0, subtask, attempt);
    }

    private SourceMessage.ToReader ask(ExecutionAttemptId reader) throws InterruptedException {
        host.onMessage(new SourceMessage.SplitRequested(reader, "host"));
        return sent.poll(60, TimeUnit.SECONDS);
    }

    private void register(ExecutionAttemptId reader) {
        host.onMessage(new SourceMessage.ReaderStarted(reader, THERE));
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void theSplitsOfALostReaderGoToItsSuccessor() throws Exception {
        host.start();
        register(reader(0, 0));
        register(reader(1, 0));
        SourceMessage.SplitsAssigned first = (SourceMessage.SplitsAssigned) ask(reader(0, 0));
        SourceMessage.SplitsAssigned second = (SourceMessage.SplitsAssigned) ask(reader(1, 0));
        assertThat(ask(reader(0, 0))).isEqualTo(new SourceMessage.NoMoreSplits(reader(0, 0)));

        register(reader(1, 1));
        SourceMessage.SplitsAssigned again = (SourceMessage.SplitsAssigned) ask(reader(1, 1));
        assertThat(again.reader()).isEqualTo(reader(1, 1));
        assertThat(again.splits()).hasSize(1);
        assertThat(again.splits().get(0))
                .isEqualTo(second.splits().get(0))
                .isNotEqualTo(first.splits().get(0));
    }

    @Test
    void aReaderThatComesAfterTheEnumeratorsFailureIsToldOfIt() throws Exception {
        NumberSequenceSource broken = new NumberSequenceSource(1, 10) {
            @Override
            public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> createEnumerator(
                    SplitEnumeratorContext<NumberSequenceSplit> context) {
                throw new IllegalStateException("there is no input");
            }
        };
        try (EnumeratorHost failing = new EnumeratorHost(
                new EnumeratorHost.Origin(broken, SOURCE, null),
                "broken",
                1,
                EnumeratorHostTest.class.getClassLoader(),
                (peer, message) -> sent.add(message))) {
            failing.start();
            failing.onMessage(new SourceMessage.ReaderStarted(reader(0, 0), THERE));
            assertThat(sent.poll(60, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            SourceMessage.EnumeratorFailed.class,
                            failed -> assertThat(failed.failure().summary()).contains("there is no input"));
        }
    }

    @Test
    void aCheckpointHasTheSplitsThatReadersWereNotGivenBeforeTheyHeardOfIt() throws Exception {
        host.start();
        register(reader(0, 0));
        SourceMessage.ToReader first = ask(reader(0, 0));
        assertThat(first).isInstanceOf(SourceMessage.SplitsAssigned.class);

        CheckpointBarrier barrier = new CheckpointBarrier(1, 0, CheckpointKind.CHECKPOINT);
        EnumeratorSnapshot snapshot =
                host.checkpoint(barrier).get(60, TimeUnit.SECONDS).write(new Inlined());
        assertThat(sent.poll(60, TimeUnit.SECONDS))
                .isEqualTo(new SourceMessage.EnumeratorCheckpointed(reader(0, 0), barrier));
        SourceMessage.ToReader second = ask(reader(0, 0));

        sent.clear();
        try (EnumeratorHost restored = new EnumeratorHost(
                new EnumeratorHost.Origin(new NumberSequenceSource(1, 10), SOURCE, snapshot),
                "numbers",
                2,
                EnumeratorHostTest.class.getClassLoader(),
                (peer, message) -> sent.add(message))) {
            restored.start();
            restored.onMessage(new SourceMessage.ReaderStarted(reader(0, 1), THERE));
            restored.onMessage(new SourceMessage.SplitRequested(reader(0, 1), "host"));
            assertThat(splits(sent.poll(60, TimeUnit.SECONDS)))
                    .as("what was given away after the checkpoint")
                    .isEqualTo(splits(second));
            restored.onMessage(new SourceMessage.SplitRequested(reader(0, 1), "host"));
            assertThat(sent.poll(60, TimeUnit.SECONDS)).isInstanceOf(SourceMessage.NoMoreSplits.class);
        }
    }

    @Test
    void aReaderThatComesLateHearsOfTheCheckpointBeforeItGetsSplits() throws Exception {
        host.start();
        CheckpointBarrier barrier = new CheckpointBarrier(1, 0, CheckpointKind.CHECKPOINT);
        host.checkpoint(barrier).get(60, TimeUnit.SECONDS);
        register(reader(1, 0));
        assertThat(ask(reader(1, 0))).isEqualTo(new SourceMessage.EnumeratorCheckpointed(reader(1, 0), barrier));
        assertThat(sent.poll(60, TimeUnit.SECONDS)).isInstanceOf(SourceMessage.SplitsAssigned.class);
    }

    private static List<String> splits(SourceMessage.ToReader message) {
        return ((SourceMessage.SplitsAssigned) message)
                .splits().stream().map(Arrays::toString).toList();
    }

    private static final class Inlined implements SnapshotStorage {
        @Override
        public SnapshotOutput begin() {
            return new CheckpointFile(new Path("/nowhere"), Integer.MAX_VALUE).begin();
        }

        @Override
        public StateHandle.Stored upload(java.nio.file.Path file) {
            throw new UnsupportedOperationException();
        }
    }
}

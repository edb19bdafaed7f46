package io.weft.api.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.serialization.basic.IntSerializer;
import io.weft.api.serialization.basic.StringSerializer;
import io.weft.api.sink.CheckpointedSubtask.Snapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every record is published exactly once, whatever fails between preparing and committing. */
class TwoPhaseCommitSinkFunctionTest {

    private final OutsideSystem outside = new OutsideSystem();
    private final SettableClock clock = new SettableClock();

    @Test
    void recordsArePublishedWhenTheirCheckpointIsComplete() throws Exception {
        WordSink sink = new WordSink();
        CheckpointedSubtask subtask = new CheckpointedSubtask(sink, null);
        sink.invoke("a", null);
        subtask.snapshot(1);
        sink.invoke("b", null);

        assertThat(outside.published).isEmpty();
        sink.notifyCheckpointComplete(1);

        assertThat(outside.published).containsExactly("a");
    }

    @Test
    void aCompleteCheckpointPublishesItselfAndThoseBeforeItButNoneAfterIt() throws Exception {
        WordSink sink = new WordSink();
        CheckpointedSubtask subtask = new CheckpointedSubtask(sink, null);
        for (int checkpoint = 1; checkpoint <= 3; checkpoint++) {
            sink.invoke("of " + checkpoint, null);
            subtask.snapshot(checkpoint);
        }

        sink.notifyCheckpointComplete(2);
        assertThat(outside.published).containsExactly("of 1", "of 2");

        sink.notifyCheckpointComplete(1);
        sink.notifyCheckpointComplete(3);
        assertThat(outside.published).containsExactly("of 1", "of 2", "of 3");
    }

    @Test
    void recordsOfAnAbortedCheckpointArePublishedWithTheNext() throws Exception {
        WordSink sink = new WordSink();
        CheckpointedSubtask subtask = new CheckpointedSubtask(sink, null);
        sink.invoke("a", null);
        subtask.snapshot(1);
        sink.notifyCheckpointAborted(1);
        sink.invoke("b", null);
        subtask.snapshot(2);

        sink.notifyCheckpointComplete(2);

        assertThat(outside.published).containsExactly("a", "b");
    }

    @Test
    void aRestoredJobPublishesWhatWasPreparedAndDropsWhatWasNot() throws Exception {
        WordSink sink = new WordSink();
        CheckpointedSubtask subtask = new CheckpointedSubtask(sink, null);
        sink.invoke("prepared", null);
        Snapshot snapshot = subtask.snapshot(1);
        sink.invoke("not prepared", null);

        new CheckpointedSubtask(new WordSink(), snapshot);

        assertThat(outside.published).containsExactly("prepared");
        assertThat(outside.open).doesNotContainValue(List.of("not prepared"));
    }

    @Test
    void aTransactionThatWasCommittedBeforeTheFailureIsCommittedAgainWithoutHarm() throws Exception {
        WordSink sink = new WordSink();
        CheckpointedSubtask subtask = new CheckpointedSubtask(sink, null);
        sink.invoke("a", null);
        Snapshot snapshot = subtask.snapshot(1);
        sink.notifyCheckpointComplete(1);

        new CheckpointedSubtask(new WordSink(), snapshot);

        assertThat(outside.commits).isEqualTo(2);
        assertThat(outside.published).containsExactly("a");
    }

    @Test
    void oneSubtaskTakesOverTheTransactionsOfTwo() throws Exception {
        WordSink first = new WordSink();
        WordSink second = new WordSink();
        CheckpointedSubtask firstSubtask = new CheckpointedSubtask(first, null);
        CheckpointedSubtask secondSubtask = new CheckpointedSubtask(second, null);
        first.invoke("a", null);
        second.invoke("b", null);
        Snapshot both = firstSubtask.snapshot(1).with(secondSubtask.snapshot(1));

        new CheckpointedSubtask(new WordSink(), both);

        assertThat(outside.published).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aCommitThatFailsNamesItsCheckpointHindersNoOtherAndIsTriedAgain() throws Exception {
        WordSink sink = new WordSink();
        CheckpointedSubtask subtask = new CheckpointedSubtask(sink, null);
        sink.invoke("a", null);
        subtask.snapshot(1);
        sink.invoke("b", null);
        subtask.snapshot(2);
        outside.refused.add("txn-1");

        assertThatThrownBy(() -> sink.notifyCheckpointComplete(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("txn-1 of checkpoint 1");
        assertThat(outside.published).containsExactly("b");

        outside.refused.clear();
        sink.notifyCheckpointComplete(2);
        assertThat(outside.published).containsExactly("b", "a");
    }

    @Test
    void aFailedCommitKeepsARestoredJobFromStarting() throws Exception {
        Snapshot snapshot = refusedAfter(Duration.ofMinutes(1));

        assertThatThrownBy(() -> new CheckpointedSubtask(withTimeout(), snapshot))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("refused");
    }

    @Test
    void aTransactionOlderThanItsTimeoutMayBeLostIfTheProgramSaysSo() throws Exception {
        Snapshot snapshot = refusedAfter(Duration.ofMinutes(11));
        WordSink sink = withTimeout();

        new CheckpointedSubtask(sink, snapshot);

        sink.invoke("goes on", null);
        assertThat(outside.published).isEmpty();
    }

    @Test
    void theContextIsMadeOnceAndRestored() throws Exception {
        WordSink sink = new WordSink();
        sink.initialContext = Optional.of(42);
        Snapshot snapshot = new CheckpointedSubtask(sink, null).snapshot(1);
        WordSink restored = new WordSink();
        restored.initialContext = Optional.of(-1);

        new CheckpointedSubtask(restored, snapshot);

        assertThat(restored.getUserContext()).contains(42);
        assertThat(restored.handled).containsExactly("txn-1", "txn-2");
    }

    @Test
    void closingAbortsOnlyWhatIsNotPrepared() throws Exception {
        WordSink sink = new WordSink();
        CheckpointedSubtask subtask = new CheckpointedSubtask(sink, null);
        sink.invoke("prepared", null);
        subtask.snapshot(1);
        sink.invoke("not prepared", null);

        sink.close();
        sink.close();

        assertThat(outside.open).containsOnlyKeys("txn-1");
    }

    @Test
    void theLastTransactionIsKnownWhenTheInputEnds() throws Exception {
        WordSink sink = new WordSink();
        new CheckpointedSubtask(sink, null);

        sink.finish();

        assertThat(sink.finished).isEqualTo("txn-1").isEqualTo(sink.currentTransaction());
    }

    private Snapshot refusedAfter(Duration age) throws Exception {
        WordSink sink = new WordSink();
        CheckpointedSubtask subtask = new CheckpointedSubtask(sink, null);
        sink.invoke("a", null);
        Snapshot snapshot = subtask.snapshot(1);
        outside.refused.add("txn-1");
        clock.now = clock.now.plus(age);
        return snapshot;
    }

    private WordSink withTimeout() {
        WordSink sink = new WordSink();
        sink.setTransactionTimeout(Duration.ofMinutes(10).toMillis());
        sink.ignoreFailuresAfterTransactionTimeout();
        sink.enableTransactionTimeoutWarnings(0.5);
        return sink;
    }

    /** Has transactions that live longer than those who write in them. Committing or aborting one that is gone does nothing. */
    private static final class OutsideSystem {
        private final Map<String, List<String>> open = new HashMap<>();
        private final List<String> published = new ArrayList<>();
        private final Set<String> refused = new HashSet<>();
        private int begun;
        private int commits;
    }

    private final class WordSink extends TwoPhaseCommitSinkFunction<String, String, Integer> {
        private Optional<Integer> initialContext = Optional.empty();
        private final List<String> handled = new ArrayList<>();
        private String finished;

        WordSink() {
            super(StringSerializer.INSTANCE, IntSerializer.INSTANCE, clock);
        }

        @Override
        protected String beginTransaction() {
            String transaction = "txn-" + ++outside.begun;
            outside.open.put(transaction, new ArrayList<>());
            return transaction;
        }

        @Override
        protected void invoke(String transaction, String value, Context context) {
            outside.open.get(transaction).add(value);
        }

        @Override
        protected void preCommit(String transaction) {
            assertThat(outside.open).containsKey(transaction);
        }

        @Override
        protected void commit(String transaction) {
            if (outside.refused.contains(transaction)) {
                throw new IllegalStateException(transaction + " is refused");
            }
            outside.commits++;
            List<String> words = outside.open.remove(transaction);
            if (words != null) {
                outside.published.addAll(words);
            }
        }

        @Override
        protected void abort(String transaction) {
            outside.open.remove(transaction);
        }

        @Override
        protected Optional<Integer> initializeUserContext() {
            return initialContext;
        }

        @Override
        protected void finishRecoveringContext(Collection<String> handledTransactions) {
            handled.addAll(handledTransactions);
        }

        @Override
        protected void finishProcessing(String transaction) {
            finished = transaction;
        }
    }

    private static final class SettableClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}

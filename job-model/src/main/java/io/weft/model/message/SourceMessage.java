package io.weft.model.message;

import io.weft.model.ExecutionAttemptId;
import io.weft.model.Failure;
import io.weft.model.TaskManagerLocation;
import io.weft.model.checkpoint.CheckpointBarrier;
import java.util.List;
import java.util.Objects;

/**
 * What readers and their enumerator tell each other. Both may be in different TaskManagers, so splits and events are bytes; a message
 * that names a reader's former attempt is dropped by whoever gets it.
 */
public sealed interface SourceMessage {

    /** The reader that speaks or is spoken to. */
    ExecutionAttemptId reader();

    /** To the enumerator of the reader's vertex. */
    sealed interface ToEnumerator extends SourceMessage {}

    /** To a reader. */
    sealed interface ToReader extends SourceMessage {}

    /** A reader has started; what an earlier attempt of its subtask was given is lost. */
    record ReaderStarted(ExecutionAttemptId reader, TaskManagerLocation location) implements ToEnumerator {
        public ReaderStarted {
            Objects.requireNonNull(reader, "reader");
            Objects.requireNonNull(location, "location");
        }
    }

    /** A reader asks for a split. */
    record SplitRequested(ExecutionAttemptId reader, String host) implements ToEnumerator {}

    /** @param event a serialized SourceEvent */
    @SuppressWarnings("ArrayRecordComponent") // messages are not compared
    record EventToEnumerator(ExecutionAttemptId reader, byte[] event) implements ToEnumerator {}

    /** @param version of the split serializer that wrote the splits */
    record SplitsAssigned(ExecutionAttemptId reader, int version, List<byte[]> splits) implements ToReader {
        public SplitsAssigned {
            splits = List.copyOf(splits);
        }
    }

    /**
     * The enumerator has made its part of a checkpoint: the reader makes its own, in which it has all splits that came before this
     * message and none that come after it.
     */
    record EnumeratorCheckpointed(ExecutionAttemptId reader, CheckpointBarrier barrier) implements ToReader {}

    /** No split comes any more. */
    record NoMoreSplits(ExecutionAttemptId reader) implements ToReader {}

    /** @param event a serialized SourceEvent */
    @SuppressWarnings("ArrayRecordComponent") // messages are not compared
    record EventToReader(ExecutionAttemptId reader, byte[] event) implements ToReader {}

    /** The enumerator has failed, and with it the source: the reader fails with this. */
    record EnumeratorFailed(ExecutionAttemptId reader, Failure failure) implements ToReader {}
}

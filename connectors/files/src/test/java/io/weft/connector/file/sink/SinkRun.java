package io.weft.connector.file.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.serialization.SimpleVersionedSerializer;
import io.weft.api.sink.Committer;
import io.weft.api.sink.Committer.CommitRequest;
import io.weft.api.sink.CommittingSinkWriter;
import io.weft.api.sink.Sink;
import io.weft.api.sink.StatefulSinkWriter;
import io.weft.api.sink.SupportsCommitter;
import io.weft.api.sink.SupportsWriterState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Does with one subtask of a sink what a task does. */
final class SinkRun<S extends Sink<String> & SupportsCommitter<FileSinkCommittable>> {

    private final S sink;
    private final SinkContext context;
    private final CommittingSinkWriter<String, FileSinkCommittable> writer;

    @SuppressWarnings("unchecked") // the writers of both file sinks are of this kind
    SinkRun(S sink, SinkContext context) throws IOException {
        this.sink = sink;
        this.context = context;
        this.writer = (CommittingSinkWriter<String, FileSinkCommittable>) sink.createWriter(context);
    }

    /** A file sink's subtask after a restore. */
    @SuppressWarnings("unchecked") // its writers are of this kind
    <StateT> SinkRun(S sink, SinkContext context, List<StateT> states) throws IOException {
        this.sink = sink;
        this.context = context;
        this.writer = (CommittingSinkWriter<String, FileSinkCommittable>)
                ((SupportsWriterState<String, StateT>) sink).restoreWriter(context, states);
    }

    /** What the writer remembers in a checkpoint. */
    @SuppressWarnings("unchecked") // the caller knows the state's type
    <StateT> List<StateT> snapshot() throws IOException {
        return ((StatefulSinkWriter<String, StateT>) writer).snapshotState(1);
    }

    SinkRun<S> write(String... lines) throws Exception {
        for (String line : lines) {
            writer.write(line, context);
        }
        return this;
    }

    /** What a checkpoint or the end of the input brings out of the writer. */
    List<FileSinkCommittable> prepare(boolean endOfInput) throws Exception {
        writer.flush(endOfInput);
        return List.copyOf(writer.prepareCommit());
    }

    /** Commits, as after a recovery from the committables' bytes; gives the number of those that were committed before. */
    int commit(List<FileSinkCommittable> committables) throws Exception {
        return commit(sink, committables);
    }

    static int commit(SupportsCommitter<FileSinkCommittable> sink, List<FileSinkCommittable> committables)
            throws Exception {
        SimpleVersionedSerializer<FileSinkCommittable> serializer = sink.getCommittableSerializer();
        List<CommitRequest<FileSinkCommittable>> requests = new ArrayList<>();
        for (FileSinkCommittable committable : committables) {
            FileSinkCommittable copy =
                    serializer.deserialize(serializer.getVersion(), serializer.serialize(committable));
            assertThat(copy).isEqualTo(committable);
            requests.add(new Request(copy));
        }
        Committer<FileSinkCommittable> committer = sink.createCommitter(null);
        committer.commit(requests);
        committer.close();
        return (int) requests.stream()
                .filter(request -> ((Request) request).alreadyCommitted)
                .count();
    }

    void end() throws Exception {
        commit(prepare(true));
        writer.close();
    }

    /** What happens to a task that fails in a process that lives on. */
    void fail() throws Exception {
        writer.close();
    }

    /** All files below a directory, hidden ones too, with their contents. */
    static SortedMap<String, String> files(Path directory) throws IOException {
        SortedMap<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(directory.relativize(file).toString(), Files.readString(file));
            }
        }
        return contents;
    }

    private static final class Request implements CommitRequest<FileSinkCommittable> {
        private final FileSinkCommittable committable;
        private boolean alreadyCommitted;

        Request(FileSinkCommittable committable) {
            this.committable = committable;
        }

        @Override
        public FileSinkCommittable getCommittable() {
            return committable;
        }

        @Override
        public int getNumberOfRetries() {
            return 0;
        }

        @Override
        public void signalFailedWithKnownReason(Throwable t) {
            throw new AssertionError(t);
        }

        @Override
        public void signalFailedWithUnknownReason(Throwable t) {
            throw new AssertionError(t);
        }

        @Override
        public void retryLater() {
            throw new AssertionError();
        }

        @Override
        public void updateAndRetryLater(FileSinkCommittable update) {
            throw new AssertionError();
        }

        @Override
        public void signalAlreadyCommitted() {
            alreadyCommitted = true;
        }
    }
}

package io.weft.connector.file.sink;

import io.weft.api.execution.JobID;
import io.weft.api.serialization.SimpleVersionedSerializer;
import io.weft.api.sink.CommittingSinkWriter;
import io.weft.api.sink.Sink;
import io.weft.api.sink.SinkWriter;
import io.weft.api.sink.StatefulSinkWriter;
import io.weft.api.sink.SupportsCommitter;
import io.weft.api.sink.SupportsWriterState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * One run of a job whose records are the numbers from 0 on, and of which record i goes to subtask i modulo the parallelism: what the
 * engine does with a sink's writers and committers at checkpoints, restores and the end.
 */
final class SinkJob<
        StateT, S extends Sink<String> & SupportsCommitter<FileSinkCommittable> & SupportsWriterState<String, StateT>> {

    /** A checkpoint, as bytes. */
    record Stored(int nextRecord, List<byte[]> states, List<byte[]> committables) {}

    private final S sink;
    private final List<Subtask> subtasks = new ArrayList<>();
    private int nextRecord;
    private long nextCheckpoint;

    private final class Subtask {
        final SinkContext context;
        final SinkWriter<String> writer;
        final TreeMap<Long, List<FileSinkCommittable>> waiting = new TreeMap<>();

        Subtask(SinkContext context, List<StateT> states) throws IOException {
            this.context = context;
            this.writer = states.isEmpty() ? sink.createWriter(context) : sink.restoreWriter(context, states);
        }

        void prepare(long checkpoint, boolean endOfInput) throws Exception {
            writer.flush(endOfInput);
            @SuppressWarnings("unchecked") // all file sinks' writers are such
            var committing = (CommittingSinkWriter<String, FileSinkCommittable>) writer;
            waiting.computeIfAbsent(checkpoint, unused -> new ArrayList<>()).addAll(committing.prepareCommit());
        }

        @SuppressWarnings("unchecked") // all file sinks' writers are such
        List<StateT> snapshot(long checkpoint) throws IOException {
            return ((StatefulSinkWriter<String, StateT>) writer).snapshotState(checkpoint);
        }
    }

    SinkJob(S sink) {
        this.sink = sink;
    }

    /** @param from null to begin anew */
    void start(JobID job, int attempt, int parallelism, Stored from) throws Exception {
        List<StateT> states = from == null ? List.of() : read(from.states(), sink.getWriterStateSerializer());
        for (int i = 0; i < parallelism; i++) {
            // Contiguous shares, as the engine gives them.
            int first = i * states.size() / parallelism;
            int end = (i + 1) * states.size() / parallelism;
            SinkContext context = new SinkContext(job, i, parallelism, attempt);
            subtasks.add(new Subtask(context, states.subList(first, end)));
        }
        if (from != null) {
            nextRecord = from.nextRecord();
            SinkRun.commit(sink, read(from.committables(), sink.getCommittableSerializer()));
        }
    }

    int nextRecord() {
        return nextRecord;
    }

    void write(int records) throws Exception {
        for (int i = 0; i < records; i++) {
            Subtask subtask = subtasks.get(nextRecord % subtasks.size());
            subtask.writer.write(Integer.toString(nextRecord), subtask.context);
            nextRecord++;
        }
    }

    Stored checkpoint(boolean endOfInput) throws Exception {
        long checkpoint = nextCheckpoint++;
        List<byte[]> states = new ArrayList<>();
        List<byte[]> committables = new ArrayList<>();
        for (Subtask subtask : subtasks) {
            subtask.prepare(checkpoint, endOfInput);
            for (StateT state : subtask.snapshot(checkpoint)) {
                states.add(sink.getWriterStateSerializer().serialize(state));
            }
            for (List<FileSinkCommittable> waiting : subtask.waiting.values()) {
                for (FileSinkCommittable committable : waiting) {
                    committables.add(sink.getCommittableSerializer().serialize(committable));
                }
            }
        }
        return new Stored(nextRecord, states, committables);
    }

    /** The last checkpoint is complete. */
    void complete() throws Exception {
        for (Subtask subtask : subtasks) {
            for (List<FileSinkCommittable> committables : subtask.waiting.values()) {
                SinkRun.commit(sink, committables);
            }
            subtask.waiting.clear();
        }
    }

    /** The tasks end in a process that lives on. */
    void close() throws Exception {
        for (Subtask subtask : subtasks) {
            subtask.writer.close();
        }
    }

    private static <T> List<T> read(List<byte[]> all, SimpleVersionedSerializer<T> serializer) throws IOException {
        List<T> values = new ArrayList<>();
        for (byte[] bytes : all) {
            values.add(serializer.deserialize(serializer.getVersion(), bytes));
        }
        return values;
    }
}

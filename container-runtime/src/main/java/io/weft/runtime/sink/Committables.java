package io.weft.runtime.sink;

import io.weft.api.sink.CommittingSinkWriter;
import io.weft.api.sink.SupportsCommitter;
import io.weft.runtime.state.ManagedState;
import io.weft.runtime.state.VersionedList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * The second phase of a sink: what its writer prepared is committed when the checkpoint that it is part of can't be lost any more. What a
 * restored checkpoint holds is committed again, for nobody knows whether it was. Owned by the task's thread.
 */
public final class Committables {

    private final SupportsCommitter<Object> sink;
    private final CommittingSinkWriter<?, ?> writer;
    private final SinkContext context;
    private final VersionedList<Object> state;
    private final TreeMap<Long, Collection<Object>> byCheckpoint = new TreeMap<>();
    /** Prepared, and not part of a checkpoint yet. */
    private final List<Object> prepared = new ArrayList<>();

    public Committables(
            SupportsCommitter<Object> sink, CommittingSinkWriter<?, ?> writer, SinkContext context, ManagedState own)
            throws Exception {
        this.sink = sink;
        this.writer = writer;
        this.context = context;
        this.state = new VersionedList<>(own, "_sink_committables", sink.getCommittableSerializer());
    }

    void commitRestored() throws Exception {
        Commits.commitAll(sink, context, state.get());
    }

    void prepare() throws Exception {
        prepared.addAll(writer.prepareCommit());
    }

    /** Makes what was prepared part of the checkpoint. */
    void snapshot(long checkpoint) throws Exception {
        if (!prepared.isEmpty()) {
            byCheckpoint.put(checkpoint, List.copyOf(prepared));
            prepared.clear();
        }
        state.set(byCheckpoint.values().stream().flatMap(Collection::stream).toList());
    }

    void commitUpTo(long checkpoint) throws Exception {
        var safe = byCheckpoint.headMap(checkpoint, true);
        for (Collection<Object> committables : safe.values()) {
            Commits.commitAll(sink, context, committables);
        }
        safe.clear();
    }

    /** Commits all, because no checkpoint will come. */
    void commitNow() throws Exception {
        Commits.commitAll(sink, context, List.copyOf(prepared));
        prepared.clear();
    }
}

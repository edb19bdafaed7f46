package io.weft.state.operator;

import io.weft.api.serialization.DataOutputSerializer;
import io.weft.model.checkpoint.OperatorStateSnapshot;
import io.weft.model.checkpoint.OperatorStateSnapshot.Mode;
import io.weft.model.checkpoint.OperatorStateSnapshot.StateList;
import io.weft.state.format.SerializerSnapshot;
import io.weft.state.snapshot.SnapshotOutput;
import io.weft.state.snapshot.SnapshotStorage;
import io.weft.state.snapshot.SnapshotWork;
import io.weft.state.snapshot.StateReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes operator state in its only form: see {@code docs/state-format.md}. */
final class OperatorStateWriter {

    static final int VERSION = 1;

    private final DataOutputSerializer out = new DataOutputSerializer(256);
    private final Map<String, StateList> summaries = new LinkedHashMap<>();

    OperatorStateWriter(int lists) throws IOException {
        out.writeVarInt(VERSION);
        out.writeVarInt(lists);
    }

    /**
     * Begins a list. Of several with one name, each with types of its own, the items are counted through.
     *
     * @param types of what an item consists of, in order
     */
    void begin(String name, Mode mode, List<SerializerSnapshot> types, int items) throws IOException {
        StateList former = summaries.get(name);
        summaries.put(name, new StateList(name, mode, items + (former == null ? 0 : former.items())));
        out.writeUTF(name);
        out.writeUTF(mode.name());
        out.writeVarInt(types.size());
        for (SerializerSnapshot type : types) {
            out.writeVarInt(type.bytes().length);
            out.write(type.bytes());
        }
        out.writeVarInt(items);
    }

    void item(byte[] bytes, int length) throws IOException {
        out.writeVarInt(length);
        out.write(bytes, 0, length);
    }

    SnapshotWork<OperatorStateSnapshot> work() {
        return new Work(out.getCopyOfBuffer(), List.copyOf(summaries.values()));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Work(byte[] bytes, List<StateList> lists) implements SnapshotWork<OperatorStateSnapshot> {

        @Override
        public OperatorStateSnapshot write(SnapshotStorage storage) throws IOException {
            try (SnapshotOutput run = storage.begin()) {
                run.write(bytes);
                return new OperatorStateSnapshot(run.finish(), StateReader.checksum(bytes, bytes.length), lists);
            }
        }

        @Override
        public void discard() {}
    }
}

package io.weft.state.operator;

import io.weft.api.serialization.DataInputDeserializer;
import io.weft.api.serialization.DataOutputSerializer;
import io.weft.model.CorruptCheckpointException;
import io.weft.model.checkpoint.OperatorStateSnapshot.Mode;
import io.weft.state.format.SerializerSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes and reads operator state as {@code docs/state-format.md} says. */
public final class OperatorStateFormat {

    private static final int MAGIC = 0x57454F53; // "WEOS"
    private static final int VERSION = 1;

    private OperatorStateFormat() {}

    static DataOutputSerializer write(List<ItemList> lists) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(1024);
        out.writeInt(MAGIC);
        out.writeVarInt(VERSION);
        out.writeVarInt(lists.size());
        for (ItemList list : lists) {
            out.writeText(list.name());
            out.writeText(list.mode().name());
            out.writeVarInt(list.runs().size());
            for (ItemRun run : list.runs()) {
                writeRun(run, out);
            }
        }
        return out;
    }

    private static void writeRun(ItemRun run, DataOutputSerializer out) throws IOException {
        out.writeVarInt(run.serializers().size());
        for (SerializerSnapshot serializer : run.serializers()) {
            serializer.write(out);
        }
        out.writeVarInt(run.items().size());
        for (byte[] item : run.items()) {
            out.writeVarInt(item.length);
            out.write(item);
        }
    }

    /** @throws CorruptCheckpointException if that is no operator state, or one of a later version */
    public static List<ItemList> read(byte[] bytes) throws IOException {
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        if (in.readInt() != MAGIC) {
            throw new CorruptCheckpointException("No snapshot of operator state begins like this");
        }
        int version = in.readVarInt();
        if (version != VERSION) {
            throw new CorruptCheckpointException("Operator state of version " + version
                    + " was written by a later version of Weft; this one reads version " + VERSION);
        }
        List<ItemList> lists = new ArrayList<>();
        for (int left = in.readVarInt(); left > 0; left--) {
            String name = in.readText();
            Mode mode = Mode.valueOf(in.readText());
            List<ItemRun> runs = new ArrayList<>();
            for (int run = in.readVarInt(); run > 0; run--) {
                runs.add(readRun(in));
            }
            lists.add(new ItemList(name, mode, runs));
        }
        return lists;
    }

    private static ItemRun readRun(DataInputDeserializer in) throws IOException {
        List<SerializerSnapshot> serializers = new ArrayList<>();
        for (int left = in.readVarInt(); left > 0; left--) {
            serializers.add(SerializerSnapshot.read(in));
        }
        List<byte[]> items = new ArrayList<>();
        for (int left = in.readVarInt(); left > 0; left--) {
            byte[] item = new byte[in.readVarInt()];
            in.readFully(item);
            items.add(item);
        }
        return new ItemRun(serializers, items);
    }
}

package io.weft.state.operator;

import io.weft.api.serialization.DataInputDeserializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.model.CorruptCheckpointException;
import io.weft.model.checkpoint.OperatorStateSnapshot.Mode;
import io.weft.model.checkpoint.TaskRestore.Items;
import io.weft.model.checkpoint.TaskRestore.Share;
import io.weft.state.StateMigrationException;
import io.weft.state.format.SerializerSnapshot;
import io.weft.state.snapshot.StateReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A list that was restored and that the program has not asked for: bytes, and what is known of how they were written. */
final class RestoredList {

    private final Mode mode;
    private final List<Piece> pieces = new ArrayList<>();

    /** What came of one former subtask: all its items were written with the same serializers. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Piece(List<SerializerSnapshot> types, List<byte[]> items) {}

    private RestoredList(Mode mode) {
        this.mode = mode;
    }

    Mode mode() {
        return mode;
    }

    /** Reads the items that the shares name, by the names of their lists. */
    static Map<String, RestoredList> read(String operator, List<Share> shares) throws IOException {
        Map<String, RestoredList> lists = new TreeMap<>();
        try (StateReader reader = new StateReader()) {
            for (Share share : shares) {
                Map<String, Items> wanted = new HashMap<>();
                share.items().forEach(items -> wanted.put(items.list(), items));
                byte[] bytes = reader.read(share.from().bytes(), share.from().crc32c());
                DataInputDeserializer in = new DataInputDeserializer();
                in.setBuffer(bytes, 0, bytes.length);
                readShare(operator, in, wanted, lists);
            }
        }
        return lists;
    }

    private static void readShare(
            String operator, DataInputDeserializer in, Map<String, Items> wanted, Map<String, RestoredList> lists)
            throws IOException {
        int version = in.readVarInt();
        if (version != OperatorStateWriter.VERSION) {
            throw new CorruptCheckpointException("The operator state of '" + operator + "' is of version " + version
                    + ", and this Weft reads version " + OperatorStateWriter.VERSION);
        }
        int count = in.readVarInt();
        Map<String, Integer> passed = new HashMap<>();
        for (int i = 0; i < count; i++) {
            String name = in.readUTF();
            Mode mode = Mode.valueOf(in.readUTF());
            List<SerializerSnapshot> types = new ArrayList<>();
            for (int t = in.readVarInt(); t > 0; t--) {
                types.add(new SerializerSnapshot(readBytes(in)));
            }
            Items range = wanted.get(name);
            List<byte[]> items = new ArrayList<>();
            int from = passed.getOrDefault(name, 0);
            int to = from + in.readVarInt();
            passed.put(name, to);
            for (int item = from; item < to; item++) {
                byte[] bytes = readBytes(in);
                if (range != null && item >= range.first() && item < range.first() + range.count()) {
                    items.add(bytes);
                }
            }
            if (range != null) {
                lists.computeIfAbsent(name, unknown -> new RestoredList(mode))
                        .pieces
                        .add(new Piece(types, items));
            }
        }
    }

    private static byte[] readBytes(DataInputDeserializer in) throws IOException {
        byte[] bytes = new byte[in.readVarInt()];
        in.readFully(bytes);
        return bytes;
    }

    /** @param what the state, for people */
    <S> List<S> items(String what, TypeSerializer<S> serializer, ClassLoader userCode)
            throws IOException, StateMigrationException {
        List<S> items = new ArrayList<>();
        DataInputDeserializer in = new DataInputDeserializer();
        for (Piece piece : pieces) {
            TypeSerializer<S> reads =
                    piece.types.get(0).resolve(serializer, what, userCode).reads();
            for (byte[] item : piece.items) {
                in.setBuffer(item, 0, item.length);
                items.add(reads.deserialize(in));
            }
        }
        return items;
    }

    <K, V> void putAll(String what, BroadcastMap<K, V> map, ClassLoader userCode)
            throws IOException, StateMigrationException {
        DataInputDeserializer in = new DataInputDeserializer();
        for (Piece piece : pieces) {
            TypeSerializer<K> keys = piece.types
                    .get(0)
                    .resolve(map.keys(), "The keys of " + what, userCode)
                    .reads();
            TypeSerializer<V> values =
                    piece.types.get(1).resolve(map.values(), what, userCode).reads();
            for (byte[] item : piece.items) {
                in.setBuffer(item, 0, item.length);
                K key = keys.deserialize(in);
                map.put(key, in.readBoolean() ? values.deserialize(in) : null);
            }
        }
    }

    /** As it was: a list for each piece, for their types may differ. */
    void write(String name, OperatorStateWriter writer) throws IOException {
        for (Piece piece : pieces) {
            writer.begin(name, mode, piece.types, piece.items.size());
            for (byte[] item : piece.items) {
                writer.item(item, item.length);
            }
        }
    }

    /** How many lists {@link #write} writes. */
    int size() {
        return pieces.size();
    }
}

package io.weft.state.inspection;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.TypeSerializer;
import io.weft.state.format.RowReader;
import io.weft.state.format.RowSerializers;
import io.weft.state.format.SerializerSnapshot;
import io.weft.state.format.StateKind;
import io.weft.state.format.StateSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes values of a state's rows, with what is kept beside them about their serializers. */
final class RowDecoder {

    /** Is shown what there is for a key and namespace. */
    @FunctionalInterface
    interface Visitor {

        /**
         * @param value a list for LIST, a map for MAP
         * @param size of the list or map, else 1
         * @param touchedMs null if rows have no stamps
         */
        void visit(Object key, Object namespace, Object value, int size, Long touchedMs);
    }

    private final StateKind kind;
    private final boolean stamped;
    private final RowSerializers serializers;

    // What is being collected; there is nothing as long as the value is null.
    private Object key;
    private Object namespace;
    private Object value;
    private int size;
    private Long touchedMs;

    /** @throws IllegalStateException if a class is missing without which the rows can't be read */
    RowDecoder(SerializerSnapshot keys, StateSchema schema, ClassLoader userCode) throws IOException {
        kind = schema.kind();
        stamped = schema.stamped();
        List<TypeSerializer<Object>> values = new ArrayList<>();
        for (SerializerSnapshot part : schema.values()) {
            values.add(restored(part, userCode));
        }
        TypeSerializer<Object> namespaces =
                schema.namespaces() == null ? null : restored(schema.namespaces(), userCode);
        serializers = new RowSerializers(restored(keys, userCode), namespaces, values);
    }

    static TypeSerializer<Object> restored(SerializerSnapshot snapshot, ClassLoader userCode) throws IOException {
        return snapshot.<Object>snapshot(userCode).restoreSerializer();
    }

    /** Reads a block. */
    void read(RowReader rows, Visitor visitor) throws IOException {
        serializers.startScope();
        while (rows.next()) {
            DataInputView in = rows.in();
            if (!rows.isSameEntry()) {
                end(visitor);
                key = serializers.keys().deserialize(in);
                namespace = serializers.namespaces() == null
                        ? null
                        : serializers.namespaces().deserialize(in);
            }
            if (stamped) {
                long stamp = in.readLong();
                touchedMs = touchedMs == null ? stamp : Math.max(touchedMs, stamp);
            }
            size++;
            readValue(in);
        }
        end(visitor);
    }

    private void readValue(DataInputView in) throws IOException {
        switch (kind) {
            case VALUE, REDUCING, AGGREGATING ->
                value = serializers.values().get(0).deserialize(in);
            case LIST -> {
                List<Object> elements = collected(new ArrayList<>());
                elements.add(serializers.values().get(0).deserialize(in));
            }
            case MAP -> {
                Map<Object, Object> entries = collected(new LinkedHashMap<>());
                Object entryKey = serializers.values().get(0).deserialize(in);
                entries.put(
                        entryKey, in.readBoolean() ? serializers.values().get(1).deserialize(in) : null);
            }
            case TIMERS -> value = in.readLong();
        }
    }

    @SuppressWarnings("unchecked") // a state has values of one kind
    private <T> T collected(T first) {
        value = value == null ? first : value;
        return (T) value;
    }

    private void end(Visitor visitor) {
        if (size > 0) {
            visitor.visit(key, namespace, value, size, touchedMs);
        }
        value = null;
        size = 0;
        touchedMs = null;
    }
}

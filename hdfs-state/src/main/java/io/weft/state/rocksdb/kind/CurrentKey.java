package io.weft.state.rocksdb.kind;

import io.weft.api.serialization.DataOutputSerializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.model.KeyGroupRange;
import io.weft.model.KeyGroups;
import io.weft.state.rocksdb.database.Rows;
import java.io.IOException;
import java.util.Objects;

/** The key that state means at the moment, and what rows of it begin with. Owned by the thread of the task. */
public final class CurrentKey {

    private final String operator;
    private final int maxParallelism;
    private final KeyGroupRange range;
    private final TypeSerializer<Object> serializer;
    private final DataOutputSerializer bytes = new DataOutputSerializer(64);

    private Object key;
    private int group;
    private long version;
    private long serialized;

    public CurrentKey(String operator, TypeSerializer<Object> serializer, int maxParallelism, KeyGroupRange range) {
        this.operator = operator;
        this.serializer = serializer;
        this.maxParallelism = maxParallelism;
        this.range = range;
    }

    public void set(Object newKey) {
        key = Objects.requireNonNull(newKey, "A key must not be null");
        group = KeyGroups.groupOf(newKey, maxParallelism);
        version++;
        if (!range.contains(group)) {
            throw new IllegalArgumentException("Operator '" + operator + "' was given the key " + newKey
                    + " of key group " + group + ", but has only the groups " + range.first() + " to " + range.last()
                    + ": a key's hashCode() must always be the same, in every process, and a key selector must always"
                    + " find the same key in a record");
        }
    }

    public Object key() {
        return key;
    }

    int group() {
        return group;
    }

    /** Grows whenever a key is set; 0 before the first. */
    long version() {
        return version;
    }

    /** Appends the key group and the key. */
    void writeRow(DataOutputSerializer row) throws IOException {
        bytes();
        row.write(bytes.getSharedBuffer(), 0, bytes.length());
    }

    /** Appends the key alone. */
    void writeKey(DataOutputSerializer row) throws IOException {
        bytes();
        row.write(bytes.getSharedBuffer(), Rows.GROUP_BYTES, bytes.length() - Rows.GROUP_BYTES);
    }

    private void bytes() throws IOException {
        if (serialized != version) {
            bytes.clear();
            bytes.writeShort(group);
            serializer.serialize(key, bytes);
            serialized = version;
        }
    }
}

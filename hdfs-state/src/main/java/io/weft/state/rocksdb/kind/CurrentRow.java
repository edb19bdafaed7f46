package io.weft.state.rocksdb.kind;

import io.weft.api.serialization.DataOutputSerializer;
import io.weft.api.serialization.TypeSerializer;
import java.io.IOException;

/** The key of the row of the current key and namespace in a state. Owned by the thread of the task. */
public final class CurrentRow {

    private static final long NEVER = -1;

    private final CurrentKey key;
    private final String state;
    // Null if there are none.
    private final TypeSerializer<Object> namespaces;
    private final DataOutputSerializer row = new DataOutputSerializer(64);

    private Object namespace;
    private long foundAt = NEVER;
    private long version;

    public CurrentRow(CurrentKey key, String state, TypeSerializer<Object> namespaces) {
        this.key = key;
        this.state = state;
        this.namespaces = namespaces;
    }

    void setNamespace(Object newNamespace) {
        namespace = newNamespace;
        foundAt = NEVER;
    }

    /** Makes {@link #bytes} and {@link #length} those of the current row. Returns a number that is another for each other row. */
    long find() throws IOException {
        if (foundAt != key.version()) {
            write();
        }
        return version;
    }

    private void write() throws IOException {
        if (key.version() == 0 || (namespace == null && namespaces != null)) {
            throw new IllegalStateException(
                    "State '" + state + "' can be used only where there is a key: while a record"
                            + " of a keyed stream is processed, or a timer fires");
        }
        row.clear();
        key.writeRow(row);
        if (namespaces != null) {
            namespaces.serialize(namespace, row);
        }
        foundAt = key.version();
        version++;
    }

    /** Valid up to {@link #length()} and until the next {@link #find}. */
    byte[] bytes() {
        return row.getSharedBuffer();
    }

    int length() {
        return row.length();
    }
}

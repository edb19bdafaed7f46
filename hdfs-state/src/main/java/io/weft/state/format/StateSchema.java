package io.weft.state.format;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import io.weft.model.CorruptCheckpointException;
import io.weft.state.StateMigrationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How a keyed state was written.
 *
 * @param stamped true if each row has the time at which it was last touched, because the state has a time to live
 * @param namespaces of the namespaces, or null if there are none
 * @param values of a value; for a list of an element; for a map of a key and a value
 */
public record StateSchema(
        String name, StateKind kind, boolean stamped, SerializerSnapshot namespaces, List<SerializerSnapshot> values) {
    public StateSchema {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        values = List.copyOf(values);
    }

    private static final int STAMPED = 1;
    private static final int NAMESPACED = 2;

    /**
     * Checks that the key of a row belongs where the row was written.
     *
     * @param then the key group in which the row is
     * @param now the key group of the key as it was read
     */
    public void checkGroup(String operator, Object key, int then, int now) throws StateMigrationException {
        if (now != then) {
            throw new StateMigrationException("State '" + name + "' of operator '" + operator + "' has the key " + key
                    + " of " + key.getClass() + ", which was in key group " + then + " when it was written, and is in "
                    + now + " now: hashCode() of a key must be the same in every process and after every change of its"
                    + " class");
        }
    }

    void write(DataOutputView out) throws IOException {
        out.writeText(name);
        out.writeByte(kind.code());
        out.writeByte((stamped ? STAMPED : 0) | (namespaces == null ? 0 : NAMESPACED));
        if (namespaces != null) {
            namespaces.write(out);
        }
        for (SerializerSnapshot value : values) {
            value.write(out);
        }
    }

    static StateSchema read(DataInputView in) throws IOException {
        String name = in.readText();
        int code = in.readUnsignedByte();
        StateKind kind = StateKind.ofCode(code);
        if (kind == null) {
            throw new CorruptCheckpointException("State '" + name + "' is of an unknown kind, " + code
                    + ": the snapshot was written by a later version of Weft");
        }
        int flags = in.readUnsignedByte();
        SerializerSnapshot namespaces = (flags & NAMESPACED) == 0 ? null : SerializerSnapshot.read(in);
        List<SerializerSnapshot> values = new ArrayList<>();
        for (int i = 0; i < kind.serializers(); i++) {
            values.add(SerializerSnapshot.read(in));
        }
        return new StateSchema(name, kind, (flags & STAMPED) != 0, namespaces, values);
    }
}

package io.weft.state.format;

import io.weft.api.serialization.DataInputDeserializer;
import io.weft.api.serialization.DataOutputView;
import io.weft.model.CorruptCheckpointException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What tells how the key groups of a snapshot are to be read.
 *
 * @param states blocks refer to them by their place; there may be several with one name, if they were written differently
 */
public record KeyedHeader(SerializerSnapshot keys, List<StateSchema> states) {

    private static final int MAGIC = 0x57454B53; // "WEKS"
    private static final int VERSION = 1;

    public KeyedHeader {
        states = List.copyOf(states);
    }

    public void write(DataOutputView out) throws IOException {
        out.writeInt(MAGIC);
        out.writeVarInt(VERSION);
        keys.write(out);
        out.writeVarInt(states.size());
        for (StateSchema state : states) {
            state.write(out);
        }
    }

    /** @throws CorruptCheckpointException if that is no header, or one of a later version */
    public static KeyedHeader read(byte[] bytes) throws IOException {
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        if (in.readInt() != MAGIC) {
            throw new CorruptCheckpointException("No snapshot of keyed state begins like this");
        }
        int version = in.readVarInt();
        if (version != VERSION) {
            throw new CorruptCheckpointException("Keyed state of version " + version
                    + " was written by a later version of Weft; this one reads version " + VERSION);
        }
        SerializerSnapshot keys = SerializerSnapshot.read(in);
        int count = in.readVarInt();
        List<StateSchema> states = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            states.add(StateSchema.read(in));
        }
        return new KeyedHeader(keys, states);
    }
}

package io.weft.state.rocksdb;

import io.weft.api.serialization.DataInputDeserializer;
import io.weft.api.serialization.DataOutputSerializer;
import io.weft.model.CorruptCheckpointException;
import io.weft.state.format.KeyedHeader;
import io.weft.state.rocksdb.database.StateFamily;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The header of a snapshot in RocksDB's own files.
 *
 * @param families one for each state of the header
 */
public record FamilyHeader(List<Family> families, KeyedHeader keyed) {
    public FamilyHeader {
        families = List.copyOf(families);
    }

    /** A column family by its name. */
    record Family(String name, StateFamily.Form form) {}

    byte[] toBytes() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(1024);
        out.writeVarInt(families.size());
        for (Family family : families) {
            out.writeText(family.name());
            out.writeText(family.form().name());
        }
        keyed.write(out);
        return out.getCopyOfBuffer();
    }

    public static FamilyHeader read(byte[] bytes) throws IOException {
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        int count = in.readVarInt();
        List<Family> families = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            families.add(new Family(in.readText(), form(in.readText())));
        }
        byte[] rest = new byte[in.available()];
        in.readFully(rest);
        KeyedHeader keyed = KeyedHeader.read(rest);
        if (keyed.states().size() != count) {
            throw new CorruptCheckpointException("A snapshot of RocksDB's files has " + count + " column families for "
                    + keyed.states().size() + " states");
        }
        return new FamilyHeader(families, keyed);
    }

    private static StateFamily.Form form(String name) throws IOException {
        for (StateFamily.Form form : StateFamily.Form.values()) {
            if (form.name().equals(name)) {
                return form;
            }
        }
        throw new CorruptCheckpointException("A column family is in the form '" + name
                + "', which this version of Weft does not know: the snapshot was written by a later one");
    }
}

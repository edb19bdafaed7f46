package io.weft.runtime.state;

import io.weft.api.serialization.SimpleVersionedSerializer;
import io.weft.model.code.UserObjects;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;

/** Objects of the user's in Java's serialization. */
public record JavaSerialized(ClassLoader userCode) implements SimpleVersionedSerializer<Serializable> {

    @Override
    public int getVersion() {
        return 1;
    }

    @Override
    public byte[] serialize(Serializable object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    @Override
    public Serializable deserialize(int version, byte[] serialized) throws IOException {
        try {
            return (Serializable) UserObjects.read(serialized, userCode);
        } catch (ClassNotFoundException e) {
            throw new IOException("An object in the restored state is of a class that the job does not have", e);
        }
    }
}

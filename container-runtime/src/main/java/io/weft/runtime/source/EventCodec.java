package io.weft.runtime.source;

import io.weft.api.source.SourceEvent;
import io.weft.model.code.UserObjects;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;

/** Source events as bytes: they are the user's classes. */
final class EventCodec {

    private EventCodec() {}

    static byte[] write(SourceEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(event);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot serialize source event " + event, e);
        }
        return bytes.toByteArray();
    }

    static SourceEvent read(byte[] bytes, ClassLoader userCode) throws IOException, ClassNotFoundException {
        return (SourceEvent) UserObjects.read(bytes, userCode);
    }
}

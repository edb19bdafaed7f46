package io.weft.connector.file.sink.bucket;

import io.weft.api.serialization.SimpleVersionedSerializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Buckets that are strings, as UTF-8. Stateless. */
public final class SimpleVersionedStringSerializer implements SimpleVersionedSerializer<String> {

    public static final SimpleVersionedStringSerializer INSTANCE = new SimpleVersionedStringSerializer();

    private static final int VERSION = 1;

    private SimpleVersionedStringSerializer() {}

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(String bucket) {
        return bucket.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "A bucket of version " + version + " cannot be read: this program knows version " + VERSION + ".");
        }
        return new String(serialized, StandardCharsets.UTF_8);
    }
}

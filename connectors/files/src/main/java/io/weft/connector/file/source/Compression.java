package io.weft.connector.file.source;

import io.weft.api.fs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** How a file is compressed, told by the end of its name. */
enum Compression {
    NONE,
    GZIP,
    DEFLATE;

    private static final int INPUT_BUFFER_BYTES = 64 * 1024;

    static Compression of(Path file) {
        String name = file.getName().toLowerCase(Locale.ROOT);
        if (name.endsWith(".gz") || name.endsWith(".gzip")) {
            return GZIP;
        }
        return name.endsWith(".deflate") ? DEFLATE : NONE;
    }

    InputStream decompress(InputStream in) throws IOException {
        return switch (this) {
            case NONE -> in;
            case GZIP -> new GZIPInputStream(in, INPUT_BUFFER_BYTES);
            case DEFLATE -> new InflaterInputStream(in);
        };
    }
}

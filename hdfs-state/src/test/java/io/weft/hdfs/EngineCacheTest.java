package io.weft.hdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineCacheTest {

    private static final String NAME = "0123abcd.zip";
    private static final byte[] CONTENT = "the engine".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path parent;

    private EngineCache cache;
    private Path directory;

    @BeforeEach
    void makeCache() throws IOException {
        cache = LocalFiles.weftDirectoryIn(parent).cache();
        directory = parent.resolve(".weft").resolve("cache");
    }

    @Test
    void uploadsOnceWhatHasTheSameName() throws Exception {
        AtomicInteger uploads = new AtomicInteger();
        EngineCache.Content content = out -> {
            uploads.incrementAndGet();
            out.write(CONTENT);
        };
        FileStatus first = cache.add(NAME, content);
        FileStatus second = cache.add(NAME, content);
        assertThat(uploads).hasValue(1);
        assertThat(second).isEqualTo(first);
        assertThat(directory.resolve(NAME)).hasBinaryContent(CONTENT);
    }

    @Test
    void everybodyMayReadIt() throws Exception {
        cache.add(NAME, out -> out.write(CONTENT));
        assertThat(permissions(directory.resolve(NAME))).isEqualTo("rw-r--r--");
        assertThat(permissions(directory)).isEqualTo("rwxr-xr-x");
        assertThat(permissions(directory.getParent())).isEqualTo("rwxr-xr-x");
    }

    @Test
    void aFailedUploadLeavesNothingBehind() throws Exception {
        assertThatThrownBy(() -> cache.add(NAME, out -> {
                    out.write(CONTENT);
                    throw new IOException("the disk is full");
                }))
                .hasMessage("the disk is full");
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left.filter(file -> !file.getFileName().toString().endsWith(".crc")))
                    .isEmpty();
        }
    }

    @Test
    void aFileBelowAPrivateDirectoryIsNotPublic() throws Exception {
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx------"));
        assertThat(cache.isPublic(cache.add(NAME, out -> out.write(CONTENT)))).isFalse();
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}

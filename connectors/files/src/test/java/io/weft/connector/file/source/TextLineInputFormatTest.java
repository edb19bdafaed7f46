package io.weft.connector.file.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.fs.FileStatus;
import io.weft.connector.file.source.FileSourceSplit.FileVersion;
import io.weft.connector.file.source.FileSourceSplit.Range;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextLineInputFormatTest {

    @TempDir
    Path directory;

    @Test
    void everySplitSizeGivesTheSameLines() throws IOException {
        byte[] content = "first\nzweite Zeile: äöü €\r\n\n\r\n日本語\rlone return\n\r\r\n\n𝄞 no end"
                .getBytes(StandardCharsets.UTF_8);
        List<String> expected = linesOf(new String(content, StandardCharsets.UTF_8));
        Path file = Files.write(directory.resolve("text"), content);
        for (int splitBytes = 1; splitBytes <= content.length; splitBytes++) {
            assertThat(read(file, splitBytes, new TextLineInputFormat()))
                    .as("splits of %d bytes", splitBytes)
                    .isEqualTo(expected);
        }
    }

    @Test
    void randomTextInRandomSplitsGivesTheLinesThatJavaReads() throws IOException {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            String text = randomText(random);
            byte[] content = text.getBytes(StandardCharsets.UTF_8);
            Path file = Files.write(directory.resolve("text"), content);
            int splitBytes = 1 + random.nextInt(content.length + 1);
            assertThat(read(file, splitBytes, new TextLineInputFormat()))
                    .as("seed %d, splits of %d bytes", seed, splitBytes)
                    .isEqualTo(linesOf(text));
        }
    }

    @Test
    void readsLinesLongerThanAnyBuffer() throws IOException {
        String text = "a".repeat(300_000) + "\r\n" + "b".repeat(64 * 1024 - 1) + "\r\n" + "c".repeat(200_001);
        Path file = Files.writeString(directory.resolve("long"), text);
        assertThat(read(file, 100_000, new TextLineInputFormat())).isEqualTo(linesOf(text));
    }

    @Test
    void anEmptyFileHasNoLines() throws IOException {
        Path file = Files.createFile(directory.resolve("empty"));
        assertThat(read(file, 10, new TextLineInputFormat())).isEmpty();
    }

    @Test
    void readsOtherCharsets() throws IOException {
        for (String charset : List.of("ISO-8859-1", "UTF-16", "windows-1252", "UTF-32LE")) {
            String text = "Grüße\r\nél\n\nfin";
            Path file = Files.write(directory.resolve(charset), text.getBytes(Charset.forName(charset)));
            TextLineInputFormat format = new TextLineInputFormat(charset);
            int splitBytes = format.isSplittable() ? 3 : 1000;
            assertThat(read(file, splitBytes, format)).as(charset).containsExactly("Grüße", "él", "", "fin");
        }
    }

    @Test
    void onlyCharsetsWithSafeLineEndsAreSplit() {
        assertThat(new TextLineInputFormat("UTF-8").isSplittable()).isTrue();
        assertThat(new TextLineInputFormat("UTF-16").isSplittable()).isFalse();
    }

    @Test
    void anUnknownCharsetIsAnErrorAtOnce() {
        assertThatThrownBy(() -> new TextLineInputFormat("UTF-9"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("UTF-9");
    }

    @Test
    void compressedFilesAreReadInOnePiece() throws IOException {
        String text = "one\r\ntwo\n".repeat(5000) + "last";
        Path gzip = directory.resolve("text.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        Path deflate = directory.resolve("text.deflate");
        try (OutputStream out = new DeflaterOutputStream(Files.newOutputStream(deflate))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        for (Path file : List.of(gzip, deflate)) {
            List<FileSourceSplit> splits = new FileSplitter(true, 1).split(List.of(statusOf(file)), 8);
            assertThat(splits).hasSize(1);
            assertThat(SplitReading.readAll(new TextLineInputFormat(), splits)).isEqualTo(linesOf(text));
        }
    }

    @Test
    void concatenatedGzipFilesAreReadToTheEnd() throws IOException {
        Path file = directory.resolve("two.gz");
        try (OutputStream both = Files.newOutputStream(file)) {
            for (String part : List.of("a\n", "b\n")) {
                GZIPOutputStream out = new GZIPOutputStream(both);
                out.write(part.getBytes(StandardCharsets.UTF_8));
                out.finish();
            }
        }
        List<FileSourceSplit> splits = new FileSplitter(true, 1).split(List.of(statusOf(file)), 1);
        assertThat(SplitReading.readAll(new TextLineInputFormat(), splits)).containsExactly("a", "b");
    }

    private static List<String> read(Path file, int splitBytes, StreamFormat<String> format) throws IOException {
        return SplitReading.readAll(format, splits(file, splitBytes));
    }

    private static List<FileSourceSplit> splits(Path file, int splitBytes) throws IOException {
        FileStatus status = statusOf(file);
        FileVersion version = new FileVersion(status.getPath(), status.getModificationTime(), status.getLen());
        List<FileSourceSplit> splits = new ArrayList<>();
        for (long offset = 0; offset < status.getLen(); offset += splitBytes) {
            Range range = new Range(offset, Math.min(splitBytes, status.getLen() - offset));
            splits.add(new FileSourceSplit(version, range, List.of(), null));
        }
        return splits;
    }

    private static FileStatus statusOf(Path file) throws IOException {
        io.weft.api.fs.Path path = io.weft.api.fs.Path.fromLocalFile(file.toFile());
        return path.getFileSystem().getFileStatus(path);
    }

    private static String randomText(Random random) {
        String[] pieces = {"\n", "\r", "\r\n", "a", "word ", "€", "𝄞", "0123456789", "ÿ"};
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(200); left > 0; left--) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }

    private static List<String> linesOf(String text) {
        return text.lines().toList();
    }
}

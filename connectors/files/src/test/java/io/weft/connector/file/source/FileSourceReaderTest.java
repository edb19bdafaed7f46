package io.weft.connector.file.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.config.Configuration;
import io.weft.api.fs.FSDataInputStream;
import io.weft.api.fs.FileStatus;
import io.weft.api.source.InputStatus;
import io.weft.api.types.TypeInformation;
import io.weft.api.types.Types;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceReaderTest {

    private static final List<String> LINES =
            IntStream.range(0, 1000).mapToObj(i -> "line " + i).toList();
    private static final String TEXT = LINES.stream().collect(Collectors.joining("\n", "", "\n"));

    @TempDir
    Path directory;

    @Test
    void asksForASplitWhenItStartsAndWheneverItHasReadOne() throws Exception {
        SplitReading<String> reading = new SplitReading<>(new TextLineInputFormat());
        reading.reader.start();
        assertThat(reading.splitRequests).isEqualTo(1);
        assertThat(reading.reader.pollNext(reading)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
        assertThat(reading.reader.isAvailable()).isNotDone();

        reading.reader.addSplits(List.of(split("a.txt", "x\n")));
        assertThat(reading.reader.isAvailable()).isDone();
        assertThat(reading.reader.pollNext(reading)).isEqualTo(InputStatus.MORE_AVAILABLE);
        assertThat(reading.splitRequests).isEqualTo(1);
        assertThat(reading.reader.pollNext(reading)).isEqualTo(InputStatus.MORE_AVAILABLE);
        assertThat(reading.splitRequests).isEqualTo(2);
        assertThat(reading.reader.pollNext(reading)).isEqualTo(InputStatus.NOTHING_AVAILABLE);

        reading.reader.notifyNoMoreSplits();
        assertThat(reading.reader.isAvailable()).isDone();
        assertThat(reading.reader.pollNext(reading)).isEqualTo(InputStatus.END_OF_INPUT);
        assertThat(reading.records).containsExactly("x");
    }

    @Test
    void aFormatWithByteOffsetsGoesOnWhereItStood() throws IOException {
        assertGoesOn(new TextLineInputFormat(), split("a.txt", TEXT));
    }

    @Test
    void aCompressedFileGoesOnWhereItStood() throws IOException {
        Path file = directory.resolve("a.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(TEXT.getBytes(StandardCharsets.UTF_8));
        }
        assertGoesOn(new TextLineInputFormat(), split(file));
    }

    @Test
    void aFormatThatCountsRecordsGoesOnWhereItStood() throws IOException {
        assertGoesOn(new CountingFormat(), split("a.txt", TEXT));
    }

    @Test
    void aFileThatIsGoneIsNamed() throws IOException {
        FileSourceSplit split = split("gone.txt", TEXT);
        Files.delete(directory.resolve("gone.txt"));
        assertThatThrownBy(() -> SplitReading.readAll(new TextLineInputFormat(), List.of(split)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gone.txt");
    }

    private static void assertGoesOn(StreamFormat<String> format, FileSourceSplit split) throws IOException {
        SplitReading<String> first = new SplitReading<>(format);
        first.reader.addSplits(List.of(split));
        for (int i = 0; i < 100; i++) {
            first.reader.pollNext(first);
        }
        List<FileSourceSplit> snapshot = first.reader.snapshotState(1);
        first.reader.close();

        List<String> all = new ArrayList<>(first.records);
        all.addAll(SplitReading.readAll(format, throughBytes(snapshot)));
        assertThat(first.records).hasSizeBetween(1, LINES.size() - 1);
        assertThat(all).isEqualTo(LINES);
    }

    private static List<FileSourceSplit> throughBytes(List<FileSourceSplit> splits) throws IOException {
        FileSourceSplitSerializer serializer = new FileSourceSplitSerializer();
        List<FileSourceSplit> copies = new ArrayList<>();
        for (FileSourceSplit split : splits) {
            FileSourceSplit copy = serializer.deserialize(serializer.getVersion(), serializer.serialize(split));
            assertThat(copy).isEqualTo(split);
            copies.add(copy);
        }
        return copies;
    }

    private FileSourceSplit split(String name, String content) throws IOException {
        return split(Files.writeString(directory.resolve(name), content));
    }

    private static FileSourceSplit split(Path file) throws IOException {
        io.weft.api.fs.Path path = io.weft.api.fs.Path.fromLocalFile(file.toFile());
        FileStatus status = path.getFileSystem().getFileStatus(path);
        return new FileSplitter(false, 1).split(List.of(status), 1).get(0);
    }

    /** A user's format that knows no offsets. */
    private static final class CountingFormat extends SimpleStreamFormat<String> {
        @Override
        public Reader<String> createReader(Configuration config, FSDataInputStream stream) throws IOException {
            Reader<String> lines =
                    new TextLineInputFormat().createReader(config, stream, Long.MAX_VALUE, Long.MAX_VALUE);
            return new Reader<>() {
                @Override
                public String read() throws IOException {
                    return lines.read();
                }

                @Override
                public void close() throws IOException {
                    lines.close();
                }
            };
        }

        @Override
        public TypeInformation<String> getProducedType() {
            return Types.STRING;
        }
    }
}

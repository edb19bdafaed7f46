package io.weft.connector.file.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.fs.FileStatus;
import io.weft.api.fs.Path;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileSplitterTest {

    @Test
    void cutsAtBlockBoundaries() throws IOException {
        List<FileSourceSplit> splits = new FileSplitter(true, 1000).split(List.of(file("a", 250, 100)), 1);
        assertThat(splits).extracting(FileSourceSplit::offset).containsExactly(0L, 100L, 200L);
        assertThat(splits).extracting(FileSourceSplit::length).containsExactly(100L, 100L, 50L);
        assertThat(splits.get(0).hostnames()).containsExactly("localhost");
    }

    @Test
    void cutsFinerIfReadersWouldBeIdleElse() throws IOException {
        List<FileSourceSplit> splits = new FileSplitter(true, 10).split(List.of(file("a", 1000, 1000)), 5);
        assertThat(splits).hasSize(20);
        assertThat(splits.stream().mapToLong(FileSourceSplit::length).sum()).isEqualTo(1000);
    }

    @Test
    void leavesFilesWholeThatCannotBeSplit() throws IOException {
        List<FileStatus> files = List.of(file("a.gz", 250, 100), file("b", 0, 100));
        assertThat(new FileSplitter(true, 1).split(files, 4)).hasSize(1);
        assertThat(new FileSplitter(false, 1).split(List.of(file("c", 250, 100)), 4))
                .hasSize(1);
    }

    private static FileStatus file(String name, long sizeBytes, long blockBytes) {
        return new FileStatus(new Path("file:///data/" + name), sizeBytes, false, 0, blockBytes);
    }
}

package io.weft.connector.file.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.fs.Path;
import io.weft.connector.file.source.FileSourceSplit.FileVersion;
import io.weft.connector.file.source.FileSourceSplit.Range;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitQueueTest {

    private final FileSourceSplit onA = split(0, "a.example.org", "b.example.org");
    private final FileSourceSplit onB = split(1, "b.example.org");
    private final FileSourceSplit onC = split(2, "c");
    private final SplitQueue queue = new SplitQueue();

    SplitQueueTest() {
        queue.addAll(List.of(onA, onB, onC));
    }

    @Test
    void prefersSplitsThatTheReadersHostStores() {
        assertThat(queue.poll("c.example.org")).contains(onC);
        assertThat(queue.poll("B")).contains(onA);
        assertThat(queue.poll("b.example.org")).contains(onB);
        assertThat(queue.poll("b")).isEmpty();
    }

    @Test
    void givesTheOldestSplitToReadersThatStoreNone() {
        assertThat(queue.poll("elsewhere")).contains(onA);
        assertThat(queue.poll(null)).contains(onB);
        assertThat(queue.remaining()).containsExactly(onC);
    }

    @Test
    void handsOutASplitAgainThatCameBack() {
        assertThat(queue.poll("c")).contains(onC);
        queue.addAll(List.of(onC));
        assertThat(queue.poll("c")).contains(onC);
    }

    private static FileSourceSplit split(long offset, String... hosts) {
        FileVersion file = new FileVersion(new Path("hdfs://name/file"), 0, 100);
        return new FileSourceSplit(file, new Range(offset, 1), List.of(hosts), null);
    }
}

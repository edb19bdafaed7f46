package io.weft.api.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathTest {

    @Test
    void hasTheParts() {
        Path path = new Path("hdfs://namenode:8020/data//flights/2024.csv");

        assertThat(path.toUri()).isEqualTo(URI.create("hdfs://namenode:8020/data/flights/2024.csv"));
        assertThat(path.getName()).isEqualTo("2024.csv");
        assertThat(path.getParent()).isEqualTo(new Path("hdfs://namenode:8020/data/flights"));
        assertThat(path.depth()).isEqualTo(3);
    }

    @Test
    void resolvesChildren() {
        assertThat(new Path("/a/", "b")).isEqualTo(new Path("/a/b"));
        assertThat(new Path(new Path("/"), "b")).isEqualTo(new Path("/b"));
        assertThat(new Path(new Path("hdfs://n/"), "b")).hasToString("hdfs://n/b");
        assertThat(new Path(new Path("hdfs://n/a"), "b/c")).hasToString("hdfs://n/a/b/c");
        assertThat(new Path("/a").suffix(".tmp")).hasToString("/a.tmp");
        assertThat(new Path("hdfs://n/", "a")).hasToString("hdfs://n/a");
    }

    @Test
    void aRelativeNameStaysRelativeBelowItsParent() {
        assertThat(new Path(new Path("out").getParent(), "other")).isEqualTo(new Path("other"));
        assertThat(new Path(new Path("dir/out").getParent(), "other")).isEqualTo(new Path("dir/other"));
    }

    @Test
    void theRootHasNoParent() {
        assertThat(new Path("/a").getParent()).isEqualTo(new Path("/"));
        assertThat(new Path("/").getParent()).isNull();
        assertThat(new Path("hdfs://n:1/").getParent()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a b/c%20d", "file:///x/ü#?", "/with:colon/x", "relative/x", "hdfs://n:1/x y"})
    void textMakesAnEqualPath(String text) {
        Path path = new Path(text);
        assertThat(path).hasToString(text).isEqualTo(new Path(path.toString()));
    }

    @Test
    void aLocalFileIsInTheFileScheme() {
        assertThat(Path.fromLocalFile(new File("/tmp/x y"))).hasToString("file:///tmp/x y");
    }

    @Test
    void refusesEmptyText() {
        assertThatThrownBy(() -> new Path(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesTheKnownSchemesForAnUnknownOne() {
        assertThatThrownBy(() -> new Path("gopher://host/x").getFileSystem())
                .isInstanceOf(UnsupportedFileSystemSchemeException.class)
                .hasMessageContaining("gopher");
    }
}

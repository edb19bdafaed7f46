package io.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordCountTest {

    @TempDir
    Path directory;

    @Test
    void countsTheWordsOfAFile() throws Exception {
        Path input = Files.writeString(directory.resolve("text"), "To be, or not to be:\r\nthat is the question\n");
        Path output = directory.resolve("counts");
        WordCount.main(new String[] {"--input", input.toString(), "--output", output.toString()});
        assertThat(lines(output))
                .hasSize(10)
                .contains("(to,1)", "(to,2)", "(be,1)", "(be,2)", "(question,1)")
                .doesNotContain("(to,3)");
    }

    private static List<String> lines(Path output) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }
}

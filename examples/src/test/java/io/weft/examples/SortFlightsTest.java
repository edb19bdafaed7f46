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

class SortFlightsTest {

    @TempDir
    Path directory;

    @Test
    void putsEachLineWhereItBelongs() throws Exception {
        Path flights = directory.resolve("flights.csv");
        Files.writeString(flights, """
                departure,delay,distance,origin,destination
                2001-01-01T00:47,66,1750,DTW,LAS
                2001-01-01T00:48,many,1750,DTW,LAS
                2001-01-01T00:49,1,1750,ORD,LAS
                """);
        SortFlights.main(new String[] {
            "--flights", flights.toString(),
            "--output", directory.resolve("sorted").toString(),
            "--rejected", directory.resolve("rejected").toString()
        });
        assertThat(lines("sorted/origin=DTW")).singleElement().asString().contains("LAS", "delay=66");
        assertThat(lines("sorted/origin=ORD")).hasSize(1);
        assertThat(lines("rejected")).containsExactly("2001-01-01T00:48,many,1750,DTW,LAS");
        assertThat(directory.resolve("sorted/.inprogress")).doesNotExist();
    }

    private List<String> lines(String name) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory.resolve(name))) {
            for (Path file : files.toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }
}

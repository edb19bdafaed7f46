package io.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightDelaysTest {

    private static final Path DATA = Path.of("data");

    @TempDir
    Path directory;

    @Test
    void reportsEachOriginOnceWithItsFinalFigures() throws Exception {
        Path output = directory.resolve("delays");
        FlightDelays.main(new String[] {
            "--flights", DATA.resolve("flights-20k.csv").toString(),
            "--airports", DATA.resolve("airports.csv").toString(),
            "--output", output.toString()
        });
        List<String> report = lines(output);
        assertThat(report).hasSize(220);
        assertThat(byOrigin(report)).isEqualTo(expected());
        assertThat(report).anyMatch(line -> line.startsWith("ORD,Chicago O'Hare International,Chicago,"));
    }

    /** Origin to flights and worst delay, computed without Weft. */
    private static Map<String, List<String>> expected() throws IOException {
        try (Stream<String> lines = Files.lines(DATA.resolve("flights-20k.csv"))) {
            Map<String, OriginDelays> delays = lines.skip(1)
                    .map(OriginDelays::ofFlight)
                    .collect(Collectors.toMap(OriginDelays::origin, delay -> delay, OriginDelays::plus));
            Map<String, List<String>> result = new TreeMap<>();
            delays.forEach((origin, delay) ->
                    result.put(origin, List.of(String.valueOf(delay.flights()), String.valueOf(delay.worstMinutes()))));
            return result;
        }
    }

    private static Map<String, List<String>> byOrigin(List<String> report) {
        return report.stream()
                .map(Csv::fields)
                .collect(Collectors.toMap(
                        fields -> fields.get(0),
                        fields -> List.of(fields.get(3), fields.get(6)),
                        (a, b) -> {
                            throw new AssertionError("twice: " + a);
                        },
                        TreeMap::new));
    }

    private static List<String> lines(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.flatMap(FlightDelaysTest::linesOf).toList();
        }
    }

    private static Stream<String> linesOf(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

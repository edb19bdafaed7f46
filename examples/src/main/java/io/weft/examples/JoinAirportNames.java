package io.weft.examples;

import io.weft.api.fs.Path;
import io.weft.api.functions.rich.OpenContext;
import io.weft.api.functions.rich.RichMapFunction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes a line of the report: the delays of an airport with its name and city.
 *
 * <p>The table of airports is small and does not change while the job runs, so every subtask reads all of it before its first record,
 * and the join needs no shuffle.
 */
public final class JoinAirportNames extends RichMapFunction<OriginDelays, String> {

    private final Path airports;

    private transient Map<String, Airport> byCode;

    private record Airport(String name, String city) {}

    /** @param airports a file of {@code iata,name,city,...} */
    public JoinAirportNames(Path airports) {
        this.airports = airports;
    }

    @Override
    public void open(OpenContext openContext) throws IOException {
        byCode = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(airports.getFileSystem().open(airports), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<String> fields = Csv.fields(line);
                byCode.put(fields.get(0), new Airport(fields.get(1), fields.get(2)));
            }
        }
    }

    @Override
    public String map(OriginDelays delays) {
        Airport airport = byCode.getOrDefault(delays.origin(), new Airport("unknown", "unknown"));
        return Csv.line(
                delays.origin(),
                airport.name,
                airport.city,
                delays.flights(),
                String.format(Locale.ROOT, "%.1f", delays.meanMinutes()),
                String.format(Locale.ROOT, "%.3f", delays.lateShare()),
                delays.worstMinutes());
    }
}

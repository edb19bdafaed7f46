package io.weft.examples;

import io.weft.api.data.Either;
import io.weft.api.datastream.DataStream;
import io.weft.api.datastream.StreamExecutionEnvironment;
import io.weft.api.eventtime.WatermarkStrategy;
import io.weft.api.fs.Path;
import io.weft.connector.file.csv.CsvReaderFormat;
import io.weft.connector.file.csv.RejectedLine;
import io.weft.connector.file.sink.FileSink;
import io.weft.connector.file.sink.SimpleStringEncoder;
import io.weft.connector.file.sink.bucket.BasePathBucketAssigner;
import io.weft.connector.file.sink.rolling.DefaultRollingPolicy;
import io.weft.connector.file.source.FileSource;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Set;

/**
 * Puts each line about a flight into the directory of its origin, once, and lines that are none apart.
 *
 * <p>Reads files of {@code departure,delay,distance,origin,destination}; with {@code --follow} it goes on with files as they appear:
 *
 * <pre>{@code
 * yarn-submit -c io.weft.examples.SortFlights examples/weft-examples.jar \
 *     --flights hdfs:///flights --follow 10 --output hdfs:///by-origin --rejected hdfs:///rejected
 * }</pre>
 */
public final class SortFlights {

    private static final String USAGE = """
            SortFlights --flights PATH --output PATH --rejected PATH [--follow SECONDS]
              --flights   files or directories of departure,delay,distance,origin,destination
              --output    directory for the flights, with a directory for each origin
              --rejected  directory for lines that cannot be read
              --follow    how often to look for new files""";

    /** A line. */
    public record Flight(String origin, String destination, LocalDateTime departure, int delay) {}

    private SortFlights() {}

    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.parse(args, USAGE, Set.of("flights", "output", "rejected", "follow"));
        Path flights = new Path(arguments.required("flights"));
        Path output = new Path(arguments.required("output"));
        Path rejected = new Path(arguments.required("rejected"));
        Optional<Duration> interval =
                arguments.find("follow").map(Long::valueOf).map(Duration::ofSeconds);

        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.enableCheckpointing(10_000);

        var source = FileSource.forRecordStreamFormat(
                CsvReaderFormat.forPojo(Flight.class).withHeader().withRejects(), flights);
        interval.ifPresent(source::monitorContinuously);
        DataStream<Either<Flight, RejectedLine>> lines =
                env.fromSource(source.build(), WatermarkStrategy.noWatermarks(), "Flights");

        lines.filter(Either::isLeft)
                .map(Either::left)
                .sinkTo(FileSink.forRowFormat(output, new SimpleStringEncoder<Flight>())
                        .withBucketAssigner((flight, context) -> "origin=" + flight.origin())
                        .withRollingPolicy(DefaultRollingPolicy.builder()
                                .withRolloverInterval(Duration.ofMinutes(15))
                                .build())
                        .build())
                .name("By origin");
        lines.filter(Either::isRight)
                .map(line -> line.right().text())
                .sinkTo(FileSink.forRowFormat(rejected, new SimpleStringEncoder<String>())
                        .withBucketAssigner(new BasePathBucketAssigner<>())
                        .build())
                .name("Rejected");

        env.execute("Sort flights by origin");
    }
}

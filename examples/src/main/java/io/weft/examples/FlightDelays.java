package io.weft.examples;

import io.weft.api.datastream.DataStream;
import io.weft.api.datastream.StreamExecutionEnvironment;
import io.weft.api.fs.Path;
import io.weft.connector.file.sink.FileSink;
import io.weft.connector.file.sink.OutputFileConfig;
import io.weft.connector.file.sink.SimpleStringEncoder;
import io.weft.connector.file.sink.bucket.BasePathBucketAssigner;
import java.util.Set;

/**
 * How late do flights leave, airport by airport?
 *
 * <p>Reads flights ({@code departure,delay,distance,origin,destination}, the delay in minutes, negative if early), joins the airports'
 * names, and writes a line for each airport that flights start from:
 *
 * <pre>{@code origin,airport,city,flights,mean delay,share delayed by more than 15 minutes,worst delay}</pre>
 *
 * <p>The lines are spread over files in the output directory, one for each subtask of the last step. To run it:
 *
 * <pre>{@code
 * yarn-submit -c io.weft.examples.FlightDelays examples/weft-examples.jar \
 *     --flights hdfs:///flights-20k.csv --airports hdfs:///airports.csv --output hdfs:///delays
 * }</pre>
 */
public final class FlightDelays {

    private static final String USAGE = """
            FlightDelays --flights PATH --airports PATH --output PATH
              --flights   file or directory of departure,delay,distance,origin,destination
              --airports  file of iata,name,city,...
              --output    directory for the result""";

    private FlightDelays() {}

    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.parse(args, USAGE, Set.of("flights", "airports", "output"));
        String flights = arguments.required("flights");
        Path airports = new Path(arguments.required("airports"));
        Path output = new Path(arguments.required("output"));

        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();

        DataStream<OriginDelays> delays = env.readTextFile(flights)
                .filter(line -> !line.startsWith("departure,"))
                .map(OriginDelays::ofFlight)
                .name("Parse flights")
                // All flights from one airport meet in one subtask, which folds them into one record. A fold of all
                // there is ends with
                // the input, so each airport's record is final.
                .keyBy(OriginDelays::origin)
                .fullWindowPartition()
                .reduce(OriginDelays::plus)
                .name("Delays by origin");

        delays.map(new JoinAirportNames(airports))
                .name("Join airport names")
                .sinkTo(FileSink.forRowFormat(output, new SimpleStringEncoder<String>())
                        .withBucketAssigner(new BasePathBucketAssigner<>())
                        .withOutputFileConfig(OutputFileConfig.builder()
                                .withPartPrefix("delays")
                                .withPartSuffix(".csv")
                                .build())
                        .build())
                .name("Write " + output);

        env.execute("Flight delays by origin");
    }
}

package io.weft.examples;

import io.weft.api.datastream.StreamExecutionEnvironment;
import java.util.Set;

/**
 * Counts words as they come in over a socket, and prints each with its count so far, until the server hangs up. To be the server, run
 * {@code nc -lk 9999} and type.
 */
public final class SocketWordCount {

    private static final String USAGE = """
            SocketWordCount --port PORT [--hostname NAME]
              --port      where a server sends lines of text, such as: nc -lk 9999
              --hostname  the server's host as the containers see it; localhost if it is not given""";

    private SocketWordCount() {}

    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.parse(args, USAGE, Set.of("hostname", "port"));
        String hostname = arguments.find("hostname").orElse("localhost");
        int port = port(arguments);

        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.socketTextStream(hostname, port)
                .flatMap(WordCount::splitIntoWords)
                .name("Split into words")
                .keyBy(count -> count.f0)
                .sum(1)
                .name("Count")
                .print();
        env.execute("Socket word count");
    }

    private static int port(Arguments arguments) {
        String port = arguments.required("port");
        try {
            return Integer.parseInt(port);
        } catch (NumberFormatException e) {
            throw arguments.wrong("--port is a number, not " + port);
        }
    }
}

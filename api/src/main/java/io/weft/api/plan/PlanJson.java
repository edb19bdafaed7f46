package io.weft.api.plan;

import io.weft.api.config.CoreOptions;
import java.util.List;
import java.util.stream.Collectors;

/** A program as JSON, for people and for tools that draw it. */
public final class PlanJson {

    private static final List<String> SIDES = List.of("first", "second");

    private PlanJson() {}

    /** One object with the array {@code nodes}; each has {@code id, type, pact, contents, parallelism} and {@code predecessors}. */
    public static String of(StreamGraph graph) {
        return graph.nodes().stream()
                .map(node -> node(graph, node))
                .collect(Collectors.joining(",\n    ", "{\n  \"nodes\": [\n    ", "\n  ]\n}"));
    }

    private static String node(StreamGraph graph, StreamNode node) {
        StringBuilder json = new StringBuilder("{\"id\": ").append(node.id());
        json.append(", \"type\": ").append(quoted(title(node, node.name())));
        json.append(", \"pact\": ").append(quoted(pact(node)));
        json.append(", \"contents\": ").append(quoted(title(node, node.description())));
        json.append(", \"parallelism\": ").append(parallelism(graph, node));
        if (!node.inputs().isEmpty()) {
            json.append(", \"predecessors\": ").append(predecessors(graph, node));
        }
        return json.append('}').toString();
    }

    private static String title(StreamNode node, String text) {
        return node.inputs().isEmpty() ? "Source: " + text : text;
    }

    private static String pact(StreamNode node) {
        if (node.inputs().isEmpty()) {
            return "Data Source";
        }
        return node.outputType() == null ? "Data Sink" : "Operator";
    }

    private static String predecessors(StreamGraph graph, StreamNode node) {
        StringBuilder json = new StringBuilder("[");
        for (int input = 0; input < node.inputs().size(); input++) {
            for (StreamEdge edge : node.inputs().get(input).edges()) {
                json.append(json.length() == 1 ? "" : ", ");
                json.append("{\"id\": ").append(edge.source().id());
                json.append(", \"ship_strategy\": ").append(quoted(shipStrategy(graph, edge, node)));
                json.append(", \"side\": ").append(quoted(SIDES.get(input))).append('}');
            }
        }
        return json.append(']').toString();
    }

    private static String shipStrategy(StreamGraph graph, StreamEdge edge, StreamNode consumer) {
        if (edge.partitioning() != null) {
            return edge.partitioning().label();
        }
        return parallelism(graph, edge.source()) == parallelism(graph, consumer) ? "FORWARD" : "REBALANCE";
    }

    private static int parallelism(StreamGraph graph, StreamNode node) {
        return node.parallelism() == StreamNode.UNSET
                ? graph.configuration().get(CoreOptions.DEFAULT_PARALLELISM)
                : node.parallelism();
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}

package io.weft.jobmanager;

import io.weft.api.execution.JobID;
import io.weft.model.OperatorId;
import io.weft.model.graph.Distribution;
import io.weft.model.graph.JobEdge;
import io.weft.model.graph.JobGraph;
import io.weft.model.graph.JobVertex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Job graphs for tests, without programs. */
public final class Graphs {

    private final JobID id;
    private final List<JobVertex> vertices = new ArrayList<>();
    private final List<JobEdge> edges = new ArrayList<>();
    private final Map<String, String> configuration = new HashMap<>();

    private Graphs(long id) {
        this.id = new JobID(0, id);
    }

    public static Graphs job(long id) {
        return new Graphs(id);
    }

    /** Two vertices, all to all. */
    public static JobGraph wordCount(long id, int parallelism) {
        return job(id).vertex("source", parallelism, "default")
                .vertex("sum", parallelism, "default")
                .edge(0, 1, false)
                .build();
    }

    /** Like it, and started again {@code restarts} times, a second after each failure. */
    public static JobGraph restartingWordCount(long id, int parallelism, int restarts) {
        return job(id).vertex("source", parallelism, "default")
                .vertex("sum", parallelism, "default")
                .edge(0, 1, false)
                .restarts(restarts, 1000)
                .build();
    }

    public Graphs vertex(String name, int parallelism, String group) {
        return vertex(name, parallelism, group, false);
    }

    /** @param splits true for a source with a split enumerator */
    public Graphs vertex(String name, int parallelism, String group, boolean splits) {
        int number = vertices.size();
        vertices.add(new JobVertex(
                name,
                parallelism,
                32768,
                group,
                List.of(new JobVertex.Member(new OperatorId(0, number), name, splits)),
                new byte[] {(byte) number}));
        return this;
    }

    /** How many vertices there are. */
    public int vertices() {
        return vertices.size();
    }

    public Graphs edge(int producer, int consumer, boolean pointwise) {
        return edge(producer, consumer, 0, pointwise ? Distribution.RESCALE : Distribution.HASH);
    }

    public Graphs edge(int producer, int consumer, int input, Distribution distribution) {
        int output =
                (int) edges.stream().filter(edge -> edge.producer() == producer).count();
        edges.add(new JobEdge(producer, output, consumer, input, distribution));
        return this;
    }

    public Graphs restarts(int attempts, long delayMs) {
        return with("restart-strategy.type", "fixed-delay")
                .with("restart-strategy.fixed-delay.attempts", Integer.toString(attempts))
                .with("restart-strategy.fixed-delay.delay", delayMs + " ms");
    }

    public Graphs with(String key, String value) {
        configuration.put(key, value);
        return this;
    }

    public JobGraph build() {
        return new JobGraph(id, "job " + id.lower(), vertices, edges, configuration, List.of());
    }
}

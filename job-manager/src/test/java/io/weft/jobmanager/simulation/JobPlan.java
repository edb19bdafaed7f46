package io.weft.jobmanager.simulation;

import io.weft.api.execution.ExternalizedCheckpointRetention;
import io.weft.api.execution.JobID;
import io.weft.jobmanager.Graphs;
import io.weft.model.graph.JobEdge;
import io.weft.model.graph.JobGraph;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A job and how its tasks behave.
 *
 * @param endless its tasks run until they are cancelled
 * @param runMs how long a task runs if the job makes no checkpoints
 * @param failureProbability of each task, while faults happen
 * @param unlimitedRestarts it must not fail, whatever happens
 * @param cancelled a person cancels it some time
 * @param checkpoints what it sets for them; null if it makes none
 */
record JobPlan(
        JobGraph graph,
        boolean endless,
        int runMs,
        double failureProbability,
        boolean unlimitedRestarts,
        boolean cancelled,
        Checkpoints checkpoints) {

    /**
     * @param records how many each subtask of the source emits, unless it is endless
     * @param regular whether it makes any but savepoints; if not, it is endless
     * @param damaged files of it are damaged some time
     */
    record Checkpoints(
            int records, boolean regular, int retained, ExternalizedCheckpointRetention retention, boolean damaged) {}

    static JobPlan random(World world, int number) {
        Graphs graph = Graphs.job(number);
        boolean checkpointed = world.chance(0.7);
        int pipelines = world.chance(0.5) ? 1 : world.between(2, 3);
        for (int i = 0; i < pipelines; i++) {
            pipeline(world, graph);
        }
        boolean unlimited = world.chance(0.7);
        if (unlimited) {
            graph.restarts(1_000_000, world.between(0, 2000));
        } else if (world.chance(0.5)) {
            graph.restarts(world.between(1, 3), world.between(0, 2000));
        } else {
            graph.with("restart-strategy.type", "none");
        }
        Checkpoints checkpoints = checkpointed ? checkpoints(world, graph) : null;
        boolean endless = world.chance(0.4) || (checkpointed && !checkpoints.regular());
        return new JobPlan(
                graph.build(),
                endless,
                world.between(200, 15_000),
                world.chance(0.5) ? 0 : 0.1,
                unlimited,
                endless || world.chance(0.2),
                checkpoints);
    }

    private static void pipeline(World world, Graphs graph) {
        int vertices = world.between(1, 3);
        for (int i = 0; i < vertices; i++) {
            String group = world.chance(0.8) ? "default" : "other";
            int number = graph.vertices();
            graph.vertex("v" + number, world.between(1, 4), group, i == 0 && world.chance(0.5));
            if (i > 0) {
                graph.edge(number - 1, number, world.chance(0.4));
            }
        }
    }

    private static Checkpoints checkpoints(World world, Graphs graph) {
        Checkpoints plan = new Checkpoints(
                world.between(1, 60),
                world.chance(0.8),
                world.between(1, 3),
                world.pick(List.of(ExternalizedCheckpointRetention.values())),
                world.chance(0.1));
        if (plan.regular()) {
            graph.with("execution.checkpointing.interval", world.pick(List.of("500 ms", "2 s", "5 s")));
        }
        graph.with("execution.checkpointing.timeout", "4 s")
                .with("execution.checkpointing.min-pause", world.pick(List.of("0 s", "0 s", "1 s")))
                .with("execution.checkpointing.max-concurrent-checkpoints", "" + world.between(1, 2))
                .with("execution.checkpointing.tolerable-failed-checkpoints", world.pick(List.of("0", "2", "1000")))
                .with("execution.checkpointing.num-retained", "" + plan.retained())
                .with(
                        "execution.checkpointing.externalized-checkpoint-retention",
                        plan.retention().name());
        return plan;
    }

    JobID id() {
        return graph.jobId();
    }

    int parallelism(int vertex) {
        return graph.vertices().get(vertex).parallelism();
    }

    /** The id of a source's record. */
    static long record(int vertex, int subtask, long number) {
        return ((long) vertex << 48) + ((long) subtask << 32) + number;
    }

    /** How many records its sources emit in all, unless it is endless. */
    int records() {
        int sources = 0;
        for (int vertex = 0; vertex < graph.vertices().size(); vertex++) {
            int number = vertex;
            boolean source = graph.edges().stream().noneMatch(edge -> edge.consumer() == number);
            sources += source ? parallelism(vertex) : 0;
        }
        return sources * checkpoints.records();
    }

    /**
     * The tasks of each region, by its number: found by following channels and enumerators from each task that no region has yet.
     */
    List<Set<Task>> regions() {
        List<Set<Task>> regions = new ArrayList<>();
        for (int vertex = 0; vertex < graph.vertices().size(); vertex++) {
            for (int subtask = 0; subtask < parallelism(vertex); subtask++) {
                Task task = new Task(vertex, subtask);
                if (regions.stream().noneMatch(region -> region.contains(task))) {
                    Set<Task> region = new LinkedHashSet<>();
                    reach(task, region);
                    regions.add(region);
                }
            }
        }
        return regions;
    }

    /** A subtask of a vertex. */
    record Task(int vertex, int subtask) {}

    private void reach(Task task, Set<Task> region) {
        if (!region.add(task)) {
            return;
        }
        if (graph.vertices().get(task.vertex).operators().get(0).splits()) {
            IntStream.range(0, parallelism(task.vertex)).forEach(i -> reach(new Task(task.vertex, i), region));
        }
        for (JobEdge edge : graph.edges()) {
            int producers = parallelism(edge.producer());
            int consumers = parallelism(edge.consumer());
            if (edge.producer() == task.vertex) {
                edge.consumersOf(task.subtask, producers, consumers)
                        .forEach(i -> reach(new Task(edge.consumer(), i), region));
            } else if (edge.consumer() == task.vertex) {
                edge.producersOf(task.subtask, producers, consumers)
                        .forEach(i -> reach(new Task(edge.producer(), i), region));
            }
        }
    }

    boolean taskFails(World world) {
        return world.chance(failureProbability);
    }
}

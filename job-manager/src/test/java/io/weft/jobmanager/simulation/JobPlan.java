package io.weft.jobmanager.simulation;

import io.weft.api.execution.ExternalizedCheckpointRetention;
import io.weft.api.execution.JobID;
import io.weft.jobmanager.Graphs;
import io.weft.model.graph.JobGraph;
import java.util.List;

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
     * @param damaged files of it are damaged some time
     */
    record Checkpoints(int records, int retained, ExternalizedCheckpointRetention retention, boolean damaged) {}

    static JobPlan random(World world, int number) {
        Graphs graph = Graphs.job(number);
        boolean checkpointed = world.chance(0.7);
        int vertices = world.between(1, 3);
        for (int i = 0; i < vertices; i++) {
            String group = world.chance(0.8) ? "default" : "other";
            graph.vertex("v" + i, world.between(1, 4), group, i == 0 && world.chance(0.5));
            if (i > 0) {
                graph.edge(i - 1, i, world.chance(0.3) && !checkpointed);
            }
        }
        boolean unlimited = world.chance(0.7);
        if (unlimited) {
            graph.restarts(1_000_000, world.between(0, 2000));
        } else if (world.chance(0.5)) {
            graph.restarts(world.between(1, 3), world.between(0, 2000));
        } else {
            graph.with("restart-strategy.type", "none");
        }
        boolean endless = world.chance(0.4);
        Checkpoints checkpoints = checkpointed ? checkpoints(world, graph) : null;
        return new JobPlan(
                graph.build(),
                endless,
                world.between(200, 15_000),
                world.chance(0.5) ? 0 : 0.1,
                unlimited,
                endless || world.chance(0.2),
                checkpoints);
    }

    private static Checkpoints checkpoints(World world, Graphs graph) {
        Checkpoints plan = new Checkpoints(
                world.between(1, 60),
                world.between(1, 3),
                world.pick(List.of(ExternalizedCheckpointRetention.values())),
                world.chance(0.1));
        graph.with("execution.checkpointing.interval", world.pick(List.of("500 ms", "2 s", "5 s")))
                .with("execution.checkpointing.timeout", "4 s")
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

    boolean taskFails(World world) {
        return world.chance(failureProbability);
    }
}

package io.weft.jobmanager.simulation;

import io.weft.api.execution.JobID;
import io.weft.jobmanager.Graphs;
import io.weft.model.graph.JobGraph;

/**
 * A job and how its tasks behave.
 *
 * @param endless its tasks run until they are cancelled
 * @param failureProbability of each task, while faults happen
 * @param unlimitedRestarts it must not fail, whatever happens
 * @param cancelled a person cancels it some time
 */
record JobPlan(
        JobGraph graph,
        boolean endless,
        int runMs,
        double failureProbability,
        boolean unlimitedRestarts,
        boolean cancelled) {

    static JobPlan random(World world, int number) {
        Graphs graph = Graphs.job(number);
        int vertices = world.between(1, 3);
        for (int i = 0; i < vertices; i++) {
            graph.vertex("v" + i, world.between(1, 4), world.chance(0.8) ? "default" : "other");
            if (i > 0) {
                graph.edge(i - 1, i, world.chance(0.3));
            }
        }
        boolean unlimited = world.chance(0.7);
        if (unlimited) {
            graph.restarts(1_000_000, world.between(0, 2000));
        } else if (world.chance(0.5)) {
            graph.restarts(world.between(1, 3), world.between(0, 2000));
        }
        boolean endless = world.chance(0.4);
        return new JobPlan(
                graph.build(),
                endless,
                world.between(200, 15_000),
                world.chance(0.5) ? 0 : 0.1,
                unlimited,
                endless || world.chance(0.2));
    }

    JobID id() {
        return graph.jobId();
    }

    boolean taskFails(World world) {
        return world.chance(failureProbability);
    }
}

package io.weft.local;

import io.weft.api.execution.JobClient;
import io.weft.api.plan.PipelineExecutor;
import io.weft.api.plan.StreamGraph;
import io.weft.model.graph.JobGraph;
import io.weft.model.graph.JobGraphCompiler;

/** Runs each program in a {@link LocalCluster} of its own, which lives as long as the job. */
public final class LocalExecutor implements PipelineExecutor {

    @Override
    public JobClient execute(StreamGraph graph, ClassLoader userCode) {
        JobGraph jobGraph = JobGraphCompiler.compile(graph);
        return LocalJob.submit(jobGraph, LocalCluster.start(slots(jobGraph), graph.configuration(), userCode));
    }

    /** A slot sharing group needs as many slots as its widest vertex has subtasks. */
    private static int slots(JobGraph graph) {
        return graph.widestVertices().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }
}

package io.weft.model.graph;

import io.weft.api.execution.JobID;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A job as it is submitted: fused operators and the edges between them. Holds no user classes; programs are opaque bytes.
 *
 * @param vertices every vertex comes after the vertices it consumes; the index in this list is the vertex's number
 * @param edges the index in this list is the edge's number
 * @param configuration the job's settings, checked against the known keys
 * @param userJars what the job's classes are loaded from, in class path order
 */
public record JobGraph(
        JobID jobId,
        String name,
        List<JobVertex> vertices,
        List<JobEdge> edges,
        Map<String, String> configuration,
        List<UserJar> userJars) {
    public JobGraph {
        Objects.requireNonNull(jobId, "jobId");
        Objects.requireNonNull(name, "name");
        vertices = List.copyOf(vertices);
        edges = List.copyOf(edges);
        configuration = Map.copyOf(configuration);
        userJars = List.copyOf(userJars);
    }

    /** The same job with other jars: where they lie is known only when they have been uploaded. */
    public JobGraph withUserJars(List<UserJar> jars) {
        return new JobGraph(jobId, name, vertices, edges, configuration, jars);
    }

    /** The slots that each slot sharing group needs: the parallelism of its widest vertex. In the order of the groups' first vertices. */
    public Map<String, Integer> widestVertices() {
        return vertices.stream()
                .collect(Collectors.toMap(
                        JobVertex::slotSharingGroup, JobVertex::parallelism, Math::max, LinkedHashMap::new));
    }
}

package io.weft.jobmanager.job;

import io.weft.model.graph.JobGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The slot sharing groups of a job, numbered, each as wide as its widest vertex. */
final class SlotGroups {

    private final int[] groupOf;
    private final List<Integer> widths;

    SlotGroups(JobGraph graph) {
        Map<String, Integer> widest = graph.widestVertices();
        List<String> names = new ArrayList<>(widest.keySet());
        groupOf = graph.vertices().stream()
                .mapToInt(vertex -> names.indexOf(vertex.slotSharingGroup()))
                .toArray();
        widths = List.copyOf(widest.values());
    }

    int of(int vertex) {
        return groupOf[vertex];
    }

    List<Integer> widths() {
        return widths;
    }
}

package io.weft.jobmanager.job;

import io.weft.model.graph.JobVertex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The slot sharing groups of a job, numbered, each as wide as its widest vertex. */
final class SlotGroups {

    private final int[] groupOf;
    private final List<Integer> widths = new ArrayList<>();

    SlotGroups(List<JobVertex> vertices) {
        groupOf = new int[vertices.size()];
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < groupOf.length; i++) {
            JobVertex vertex = vertices.get(i);
            Integer known = numbers.putIfAbsent(vertex.slotSharingGroup(), widths.size());
            if (known == null) {
                widths.add(vertex.parallelism());
                groupOf[i] = widths.size() - 1;
            } else {
                widths.set(known, Math.max(widths.get(known), vertex.parallelism()));
                groupOf[i] = known;
            }
        }
    }

    int of(int vertex) {
        return groupOf[vertex];
    }

    List<Integer> widths() {
        return widths;
    }
}

package io.weft.jobmanager.job;

import io.weft.model.graph.JobEdge;
import io.weft.model.graph.JobGraph;
import io.weft.model.graph.JobVertex;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The pipelined regions of a job: which tasks fail and are started again together. Tasks that a channel connects belong to one region, and
 * so do all subtasks of a source whose split enumerator talks with all of them. Follows from the JobGraph alone, so that all JobManagers of a
 * job give a region the same number.
 */
final class Regions {

    /** By vertex and subtask. */
    private final List<int[]> numbers = new ArrayList<>();

    private final Set<Integer> all = new TreeSet<>();

    Regions(JobGraph job) {
        int[] first = new int[job.vertices().size()];
        int tasks = 0;
        for (int vertex = 0; vertex < first.length; vertex++) {
            first[vertex] = tasks;
            tasks += job.vertices().get(vertex).parallelism();
        }
        DisjointSets connected = new DisjointSets(tasks);
        for (JobEdge edge : job.edges()) {
            connect(connected, edge, job, first);
        }
        for (int vertex = 0; vertex < first.length; vertex++) {
            if (job.vertices().get(vertex).operators().stream().anyMatch(JobVertex.Member::splits)) {
                connected.joinRun(first[vertex], job.vertices().get(vertex).parallelism());
            }
        }
        int[] numberOf = connected.numbered();
        for (int vertex = 0; vertex < first.length; vertex++) {
            int[] ofVertex = new int[job.vertices().get(vertex).parallelism()];
            for (int subtask = 0; subtask < ofVertex.length; subtask++) {
                ofVertex[subtask] = numberOf[first[vertex] + subtask];
                all.add(ofVertex[subtask]);
            }
            numbers.add(ofVertex);
        }
    }

    private static void connect(DisjointSets connected, JobEdge edge, JobGraph job, int[] first) {
        int producers = job.vertices().get(edge.producer()).parallelism();
        int consumers = job.vertices().get(edge.consumer()).parallelism();
        if (!edge.pointwise()) {
            connected.joinRun(first[edge.producer()], producers);
            connected.joinRun(first[edge.consumer()], consumers);
            connected.join(first[edge.producer()], first[edge.consumer()]);
            return;
        }
        for (int consumer = 0; consumer < consumers; consumer++) {
            int task = first[edge.consumer()] + consumer;
            edge.producersOf(consumer, producers, consumers)
                    .forEach(producer -> connected.join(first[edge.producer()] + producer, task));
        }
    }

    /** The number of the region that a task belongs to. */
    int of(int vertex, int subtask) {
        return numbers.get(vertex)[subtask];
    }

    /** The numbers of all regions: 0 and up. */
    Set<Integer> all() {
        return Collections.unmodifiableSet(all);
    }

    /** Union-find with path halving (Tarjan and van Leeuwen, 1984). */
    private static final class DisjointSets {
        private final int[] parents;

        DisjointSets(int size) {
            parents = new int[size];
            for (int i = 0; i < size; i++) {
                parents[i] = i;
            }
        }

        private int root(int element) {
            int root = element;
            while (parents[root] != root) {
                parents[root] = parents[parents[root]];
                root = parents[root];
            }
            return root;
        }

        /** The lower root stays one, so that sets are numbered in the order of their first elements. */
        void join(int a, int b) {
            int rootA = root(a);
            int rootB = root(b);
            parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
        }

        void joinRun(int first, int count) {
            for (int i = 1; i < count; i++) {
                join(first, first + i);
            }
        }

        /** The number of the set that each element belongs to, from 0. */
        int[] numbered() {
            int[] numbers = new int[parents.length];
            int next = 0;
            for (int i = 0; i < parents.length; i++) {
                numbers[i] = root(i) == i ? next++ : numbers[root(i)];
            }
            return numbers;
        }
    }
}

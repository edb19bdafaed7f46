package io.weft.jobmanager.job;

import io.weft.jobmanager.checkpoint.JobTasks;
import io.weft.jobmanager.resource.TaskManager;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.TaskManagerId;
import io.weft.model.TaskState;
import io.weft.model.checkpoint.TaskRestore;
import io.weft.model.graph.JobGraph;
import io.weft.model.graph.JobVertex;
import io.weft.model.message.ClientResponse.VertexDetails;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The present run of each of a job's tasks. Counts and sums are kept up to date, so that looking at it never costs the number of tasks.
 */
final class ExecutionGraph implements JobTasks {

    private final JobGraph jobGraph;
    private final Regions regions;
    private final List<List<Execution>> vertices = new ArrayList<>();
    private final Map<TaskManager, List<Execution>> byTaskManager = new LinkedHashMap<>();
    private final List<Map<TaskState, Integer>> counts = new ArrayList<>();
    private final List<Map<String, Long>> figures = new ArrayList<>();
    /** By region: tasks that may be running somewhere. */
    private final int[] live;

    private int tasks;
    private int running;
    private int atEndOfData;
    private int finished;
    /** Live tasks of which no TaskManager is known: only after a failover. */
    private int unlocated;

    /** @param state CREATED for tasks that are still to be deployed, DEPLOYING for those another JobManager may have deployed */
    ExecutionGraph(JobFacts facts, TaskState state) {
        this.jobGraph = facts.graph();
        this.regions = facts.regions();
        this.live = new int[regions.all().size()];
        for (int vertex = 0; vertex < jobGraph.vertices().size(); vertex++) {
            int parallelism = jobGraph.vertices().get(vertex).parallelism();
            List<Execution> executions = new ArrayList<>(parallelism);
            for (int subtask = 0; subtask < parallelism; subtask++) {
                int region = regions.of(vertex, subtask);
                executions.add(execution(vertex, subtask, facts.attempt(region), null, state));
                live[region] += state == TaskState.CREATED ? 0 : 1;
            }
            vertices.add(executions);
            figures.add(new TreeMap<>());
            counts.add(new EnumMap<>(Map.of(state, parallelism)));
            tasks += parallelism;
        }
        unlocated = state == TaskState.CREATED ? 0 : tasks;
    }

    private Execution execution(int vertex, int subtask, int attempt, TaskRestore restore, TaskState state) {
        ExecutionAttemptId id = new ExecutionAttemptId(jobGraph.jobId(), vertex, subtask, attempt);
        return new Execution(id, regions.of(vertex, subtask), restore, state);
    }

    /**
     * Puts new runs in place of the tasks of some regions, of which none may be running.
     *
     * @param restores what each starts from, by vertex and subtask; null if all from nothing
     * @return the new ones, CREATED
     */
    List<Execution> renew(Set<Integer> ofRegions, int attempt, List<List<TaskRestore>> restores) {
        List<Execution> renewed = new ArrayList<>();
        for (Execution former : of(ofRegions)) {
            int vertex = former.id().vertex();
            int subtask = former.id().subtask();
            forget(former);
            TaskRestore restore = restores == null ? null : restores.get(vertex).get(subtask);
            Execution next = execution(vertex, subtask, attempt, restore, TaskState.CREATED);
            vertices.get(vertex).set(subtask, next);
            counts.get(vertex).merge(TaskState.CREATED, 1, Integer::sum);
            renewed.add(next);
        }
        return renewed;
    }

    private void forget(Execution former) {
        if (former.isLive()) {
            throw new IllegalStateException(former.id() + " is started again while it is " + former.state() + ".");
        }
        counts.get(former.id().vertex()).merge(former.state(), -1, Integer::sum);
        finished -= former.state() == TaskState.FINISHED ? 1 : 0;
        updateFigures(former, Map.of());
        if (former.taskManager() != null) {
            byTaskManager.get(former.taskManager()).remove(former);
        }
    }

    /** The tasks of some regions. */
    List<Execution> of(Set<Integer> ofRegions) {
        List<Execution> found = new ArrayList<>();
        for (List<Execution> executions : vertices) {
            for (Execution execution : executions) {
                if (ofRegions.contains(execution.region())) {
                    found.add(execution);
                }
            }
        }
        return found;
    }

    List<Execution> vertex(int vertex) {
        return vertices.get(vertex);
    }

    /** The task if it is the present run of its subtask, else null. */
    Execution find(ExecutionAttemptId id) {
        boolean known = id.vertex() >= 0
                && id.vertex() < vertices.size()
                && id.subtask() >= 0
                && id.subtask() < vertices.get(id.vertex()).size();
        Execution present = known ? vertices.get(id.vertex()).get(id.subtask()) : null;
        return present != null && present.id().equals(id) ? present : null;
    }

    void locate(Execution execution, TaskManager taskManager, int slot) {
        unlocated -= execution.isLive() ? 1 : 0;
        execution.locate(taskManager, slot);
        byTaskManager.computeIfAbsent(taskManager, key -> new ArrayList<>()).add(execution);
    }

    /** The TaskManagers that have or had any of these tasks, and those that are not released yet. */
    Collection<TaskManager> taskManagers() {
        return byTaskManager.keySet();
    }

    List<Execution> on(TaskManager taskManager) {
        return byTaskManager.getOrDefault(taskManager, List.of());
    }

    /** Forgets the TaskManagers that have none of these tasks, and had others. */
    List<TaskManager> takeUnused() {
        List<TaskManager> unused = byTaskManager.keySet().stream()
                .filter(taskManager -> on(taskManager).isEmpty())
                .toList();
        unused.forEach(byTaskManager::remove);
        return unused;
    }

    int unlocatedCount() {
        return unlocated;
    }

    List<Execution> unlocated() {
        List<Execution> found = new ArrayList<>();
        for (List<Execution> executions : vertices) {
            for (Execution execution : executions) {
                if (execution.isLive() && execution.taskManager() == null) {
                    found.add(execution);
                }
            }
        }
        return found;
    }

    void transition(Execution execution, TaskState to) {
        TaskState from = execution.state();
        Transitions.require(Transitions.allows(from, to), execution.id(), from, to);
        live[execution.region()] -= execution.isLive() ? 1 : 0;
        execution.setState(to);
        live[execution.region()] += execution.isLive() ? 1 : 0;
        unlocated -= to.isTerminal() && execution.taskManager() == null ? 1 : 0;
        finished += to == TaskState.FINISHED ? 1 : 0;
        running += (to == TaskState.RUNNING ? 1 : 0) - (from == TaskState.RUNNING ? 1 : 0);
        setEndOfData(execution, execution.isAtEndOfData() && to == TaskState.RUNNING);
        Map<TaskState, Integer> vertexCounts = counts.get(execution.id().vertex());
        vertexCounts.merge(from, -1, Integer::sum);
        vertexCounts.merge(to, 1, Integer::sum);
    }

    /** The task, RUNNING, has had all its input or has not. */
    void setEndOfData(Execution execution, boolean endOfData) {
        atEndOfData += (endOfData ? 1 : 0) - (execution.isAtEndOfData() ? 1 : 0);
        execution.setAtEndOfData(endOfData);
    }

    void updateFigures(Execution execution, Map<String, Long> reported) {
        Map<String, Long> old = execution.figures();
        if (!reported.equals(old)) {
            Map<String, Long> sums = figures.get(execution.id().vertex());
            old.forEach((name, value) -> sums.merge(name, -value, Long::sum));
            reported.forEach((name, value) -> sums.merge(name, value, Long::sum));
            execution.setFigures(reported);
        }
    }

    int tasks() {
        return tasks;
    }

    /** Tasks of these regions that may be running somewhere. */
    int live(Set<Integer> ofRegions) {
        return ofRegions.stream().mapToInt(region -> live[region]).sum();
    }

    boolean allFinished() {
        return finished == tasks;
    }

    int running() {
        return running;
    }

    /**
     * True if this task has finished and its TaskManager is needed all the same: it hosts the split enumerator, which has a part in every
     * checkpoint until all readers have finished.
     */
    boolean hostsEnumerator(Execution execution) {
        int vertex = execution.id().vertex();
        return execution.id().subtask() == 0
                && execution.state() == TaskState.FINISHED
                && jobGraph.vertices().get(vertex).operators().stream().anyMatch(JobVertex.Member::splits)
                && !isFinished(vertex);
    }

    // ---- for checkpoints

    @Override
    public ExecutionAttemptId task(int vertex, int subtask) {
        return vertices.get(vertex).get(subtask).id();
    }

    @Override
    public int parallelism(int vertex) {
        return vertices.get(vertex).size();
    }

    @Override
    public boolean isFinished(int vertex, int subtask) {
        return vertices.get(vertex).get(subtask).state() == TaskState.FINISHED;
    }

    @Override
    public boolean isFinished(int vertex) {
        return counts.get(vertex).getOrDefault(TaskState.FINISHED, 0) == parallelism(vertex);
    }

    @Override
    public boolean allRunningOrFinished() {
        return running > 0 && running + finished == tasks;
    }

    @Override
    public boolean anyFinished() {
        return finished > 0;
    }

    @Override
    public boolean allAtEndOfData() {
        return atEndOfData == running;
    }

    @Override
    public List<TaskManagerId> places() {
        return taskManagers().stream().map(TaskManager::id).toList();
    }

    List<VertexDetails> details() {
        List<VertexDetails> details = new ArrayList<>();
        for (int i = 0; i < vertices.size(); i++) {
            JobVertex vertex = jobGraph.vertices().get(i);
            Map<String, Integer> states = new LinkedHashMap<>();
            counts.get(i).forEach((state, count) -> {
                if (count > 0) {
                    states.put(state.name(), count);
                }
            });
            details.add(new VertexDetails(
                    vertex.id().toString(),
                    vertex.name(),
                    vertex.parallelism(),
                    states,
                    new HashMap<>(figures.get(i))));
        }
        return details;
    }
}

package io.weft.jobmanager.job;

import io.weft.jobmanager.checkpoint.AttemptTasks;
import io.weft.jobmanager.resource.TaskManager;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.TaskManagerId;
import io.weft.model.TaskState;
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
import java.util.TreeMap;

/** All tasks of one attempt of a job. Counts and sums are kept up to date, so that looking at it never costs the number of tasks. */
final class ExecutionGraph implements AttemptTasks {

    private final JobGraph jobGraph;
    private final int attempt;
    private final List<List<Execution>> vertices = new ArrayList<>();
    private final Map<TaskManager, List<Execution>> byTaskManager = new LinkedHashMap<>();
    private final List<Map<TaskState, Integer>> counts = new ArrayList<>();
    private final List<Map<String, Long>> figures = new ArrayList<>();
    private int tasks;
    private int live;
    private int running;
    private int atEndOfData;
    private int finished;
    /** Live tasks of which no TaskManager is known: only after a failover. */
    private int unlocated;

    /** @param state CREATED for tasks that are still to be deployed, DEPLOYING for those another JobManager may have deployed */
    ExecutionGraph(JobGraph jobGraph, int attempt, TaskState state) {
        this.jobGraph = jobGraph;
        this.attempt = attempt;
        for (int vertex = 0; vertex < jobGraph.vertices().size(); vertex++) {
            int parallelism = jobGraph.vertices().get(vertex).parallelism();
            List<Execution> executions = new ArrayList<>(parallelism);
            for (int subtask = 0; subtask < parallelism; subtask++) {
                executions.add(
                        new Execution(new ExecutionAttemptId(jobGraph.jobId(), vertex, subtask, attempt), state));
            }
            vertices.add(executions);
            figures.add(new TreeMap<>());
            counts.add(new EnumMap<>(Map.of(state, parallelism)));
            tasks += parallelism;
        }
        live = state == TaskState.CREATED ? 0 : tasks;
        unlocated = live;
    }

    @Override
    public int attempt() {
        return attempt;
    }

    List<Execution> vertex(int vertex) {
        return vertices.get(vertex);
    }

    /** The task if it belongs to this attempt, else null. */
    Execution find(ExecutionAttemptId id) {
        boolean known = id.attempt() == attempt
                && id.vertex() >= 0
                && id.vertex() < vertices.size()
                && id.subtask() >= 0
                && id.subtask() < vertices.get(id.vertex()).size();
        return known ? vertices.get(id.vertex()).get(id.subtask()) : null;
    }

    void locate(Execution execution, TaskManager taskManager, int slot) {
        unlocated -= execution.isLive() ? 1 : 0;
        execution.locate(taskManager, slot);
        byTaskManager.computeIfAbsent(taskManager, key -> new ArrayList<>()).add(execution);
    }

    /** The TaskManagers that have or had tasks of this attempt. */
    Collection<TaskManager> taskManagers() {
        return byTaskManager.keySet();
    }

    List<Execution> on(TaskManager taskManager) {
        return byTaskManager.getOrDefault(taskManager, List.of());
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
        live -= execution.isLive() ? 1 : 0;
        execution.setState(to);
        live += execution.isLive() ? 1 : 0;
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

    /** Tasks that may be running somewhere. */
    int live() {
        return live;
    }

    boolean allFinished() {
        return finished == tasks;
    }

    int running() {
        return running;
    }

    // ---- for checkpoints

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

package io.weft.jobmanager.job;

import io.weft.model.Epoch;
import io.weft.model.graph.JobEdge;
import io.weft.model.graph.JobGraph;
import io.weft.model.graph.JobVertex;
import io.weft.model.message.TaskDeployment;
import io.weft.model.message.TaskDeployment.EdgeChannels;
import io.weft.model.message.TaskDeployment.Peer;
import io.weft.model.message.TaskManagerMessage.DeployTasks;
import io.weft.model.message.TaskManagerMessage.JobDescription;
import io.weft.model.message.TaskManagerMessage.VertexDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Writes the messages that deploy tasks of a job whose tasks all have their places. What all tasks of a vertex see alike, such as the ends of
 * an all-to-all edge, is made once, so that a message costs the same per task however many tasks there are.
 */
final class Deployment {

    private final JobGraph job;
    private final ExecutionGraph graph;
    private final JobDescription description;
    private final List<VertexDescription> vertices = new ArrayList<>();
    private final List<List<Peer>> peers = new ArrayList<>();
    private final List<List<Integer>> inputEdges = new ArrayList<>();
    private final List<List<Integer>> outputEdges = new ArrayList<>();
    /** By edge: what every consumer reads, and every producer writes, unless the edge is pointwise. */
    private final List<EdgeChannels> allProducers = new ArrayList<>();

    private final List<EdgeChannels> allConsumers = new ArrayList<>();

    Deployment(JobGraph job, ExecutionGraph graph) {
        this.job = job;
        this.graph = graph;
        description = new JobDescription(job.jobId(), job.name(), job.configuration(), job.userJars());
        for (int i = 0; i < job.vertices().size(); i++) {
            JobVertex vertex = job.vertices().get(i);
            List<Peer> ends = new ArrayList<>();
            for (Execution execution : graph.vertex(i)) {
                ends.add(new Peer(execution.id(), execution.taskManager().location()));
            }
            peers.add(List.copyOf(ends));
            vertices.add(new VertexDescription(
                    i, vertex.name(), vertex.parallelism(), vertex.maxParallelism(), vertex.program(), ends.get(0)));
            inputEdges.add(new ArrayList<>());
            outputEdges.add(new ArrayList<>());
        }
        for (int i = 0; i < job.edges().size(); i++) {
            JobEdge edge = job.edges().get(i);
            inputEdges.get(edge.consumer()).add(i);
            outputEdges.get(edge.producer()).add(i);
            allProducers.add(new EdgeChannels(i, edge.input(), peers.get(edge.producer())));
            allConsumers.add(new EdgeChannels(i, edge.input(), peers.get(edge.consumer())));
        }
        outputEdges.forEach(edges -> edges.sort((a, b) ->
                Integer.compare(job.edges().get(a).output(), job.edges().get(b).output())));
    }

    /** The message that deploys these tasks of one TaskManager. */
    DeployTasks message(Epoch epoch, List<Execution> tasks) {
        TreeSet<Integer> used = new TreeSet<>();
        List<TaskDeployment> deployments = new ArrayList<>(tasks.size());
        for (Execution task : tasks) {
            used.add(task.id().vertex());
            deployments.add(new TaskDeployment(task.id(), task.slot(), inputs(task), outputs(task), task.restore()));
        }
        return new DeployTasks(
                epoch, description, used.stream().map(vertices::get).toList(), deployments);
    }

    private List<EdgeChannels> inputs(Execution task) {
        List<EdgeChannels> inputs = new ArrayList<>();
        for (int number : inputEdges.get(task.id().vertex())) {
            JobEdge edge = job.edges().get(number);
            inputs.add(
                    edge.pointwise()
                            ? new EdgeChannels(
                                    number,
                                    edge.input(),
                                    pick(
                                            edge.producer(),
                                            edge.producersOf(
                                                    task.id().subtask(),
                                                    width(edge.producer()),
                                                    width(edge.consumer()))))
                            : allProducers.get(number));
        }
        return inputs;
    }

    private List<EdgeChannels> outputs(Execution task) {
        List<EdgeChannels> outputs = new ArrayList<>();
        for (int number : outputEdges.get(task.id().vertex())) {
            JobEdge edge = job.edges().get(number);
            outputs.add(
                    edge.pointwise()
                            ? new EdgeChannels(
                                    number,
                                    edge.input(),
                                    pick(
                                            edge.consumer(),
                                            edge.consumersOf(
                                                    task.id().subtask(),
                                                    width(edge.producer()),
                                                    width(edge.consumer()))))
                            : allConsumers.get(number));
        }
        return outputs;
    }

    private int width(int vertex) {
        return graph.vertex(vertex).size();
    }

    private List<Peer> pick(int vertex, IntStream subtasks) {
        return subtasks.mapToObj(peers.get(vertex)::get).toList();
    }
}

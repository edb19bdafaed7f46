package io.weft.runtime.taskmanager;

import io.weft.model.ExecutionAttemptId;
import io.weft.model.OperatorId;
import io.weft.model.checkpoint.EnumeratorSnapshot;
import io.weft.model.checkpoint.TaskRestore;
import io.weft.model.code.UserObjects;
import io.weft.model.graph.VertexProgram;
import io.weft.model.graph.VertexProgram.OperatorNode;
import io.weft.model.message.TaskDeployment;
import io.weft.model.message.TaskManagerMessage.VertexDescription;
import io.weft.runtime.channel.Channels;
import io.weft.runtime.source.EnumeratorHost;
import io.weft.runtime.source.Sources;
import io.weft.runtime.task.CheckpointPort;
import io.weft.runtime.task.JobContext;
import io.weft.runtime.task.Task;
import io.weft.runtime.task.TaskBuilder;
import io.weft.runtime.task.TaskOwner;
import io.weft.runtime.task.TaskSetup;
import io.weft.runtime.task.TaskSurroundings;
import io.weft.runtime.task.Worker;

/** Makes workers. What takes time, fetching and loading code, they do themselves. */
final class TaskStarter {

    private final TaskManagerSettings settings;
    private final TaskManagerPorts ports;
    private final Channels channels;
    private final PeerMessages peers;
    private final Enumerators enumerators;
    private final CheckpointPort checkpoints;

    TaskStarter(
            TaskManagerSettings settings,
            TaskManagerPorts ports,
            Channels channels,
            PeerMessages peers,
            Enumerators enumerators,
            CheckpointPort checkpoints) {
        this.settings = settings;
        this.ports = ports;
        this.channels = channels;
        this.peers = peers;
        this.enumerators = enumerators;
        this.checkpoints = checkpoints;
    }

    Worker worker(Job job, VertexDescription vertex, TaskDeployment deployment, Worker.Listener listener) {
        ExecutionAttemptId attempt = deployment.attempt();
        String name =
                vertex.name() + " (" + (attempt.subtask() + 1) + "/" + vertex.parallelism() + ")#" + attempt.attempt();
        return new Worker(name, owner -> build(job, vertex, deployment, owner), listener);
    }

    private Task build(Job job, VertexDescription vertex, TaskDeployment deployment, TaskOwner owner) throws Exception {
        JobContext context = job.context();
        Thread.currentThread().setContextClassLoader(context.userCode());
        VertexProgram program = (VertexProgram) UserObjects.read(vertex.program(), context.userCode());
        if (deployment.attempt().equals(vertex.first().attempt())) {
            // Its own instance: it is called on another thread than the reader's.
            VertexProgram again = (VertexProgram) UserObjects.read(vertex.program(), context.userCode());
            OperatorNode head = again.operators().get(0);
            Sources.splitSource(head).ifPresent(source -> {
                EnumeratorHost.Origin origin =
                        new EnumeratorHost.Origin(source, head.id(), restored(deployment.restore(), head.id()));
                ports.onControl(() -> enumerators.start(vertex, origin, context));
            });
        }
        TaskSurroundings surroundings = new TaskSurroundings(
                settings.location(),
                channels,
                ports.clock(),
                message -> peers.send(vertex.first(), message),
                checkpoints,
                ports.stateBackends().of(context.configuration()),
                settings.stateDirectory());
        return TaskBuilder.build(new TaskSetup(context, vertex, program, deployment), surroundings, owner);
    }

    private static EnumeratorSnapshot restored(TaskRestore restore, OperatorId source) {
        if (restore == null) {
            return null;
        }
        return restore.operators().stream()
                .filter(operator -> operator.operator().equals(source))
                .map(TaskRestore.OperatorRestore::enumerator)
                .findFirst()
                .orElse(null);
    }
}

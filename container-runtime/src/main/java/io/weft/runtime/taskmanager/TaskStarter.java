package io.weft.runtime.taskmanager;

import io.weft.model.ExecutionAttemptId;
import io.weft.model.OperatorId;
import io.weft.model.TaskState;
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
import io.weft.state.snapshot.StateSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes workers. What takes time, fetching and loading code, they do themselves. */
final class TaskStarter {

    private static final Logger LOG = LoggerFactory.getLogger(TaskStarter.class);

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
        StateSource state = new StateSource(ports.copies());
        return new Worker(
                name,
                owner -> build(job, vertex, deployment, state, owner),
                new Restoring(deployment, state, listener));
    }

    private Task build(Job job, VertexDescription vertex, TaskDeployment deployment, StateSource state, TaskOwner owner)
            throws Exception {
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
                state,
                settings.stateDirectory());
        return TaskBuilder.build(new TaskSetup(context, vertex, program, deployment), surroundings, owner);
    }

    /** Says, when a task runs for the first time, where the state has come from. Owned by the task's thread. */
    private static final class Restoring implements Worker.Listener {
        private final TaskDeployment deployment;
        private final StateSource source;
        private final Worker.Listener listener;
        private boolean told;

        Restoring(TaskDeployment deployment, StateSource source, Worker.Listener listener) {
            this.deployment = deployment;
            this.source = source;
            this.listener = listener;
        }

        @Override
        public void onState(TaskState state, Throwable failure) {
            if (state == TaskState.RUNNING && deployment.restore() != null && !told) {
                told = true;
                LOG.info(
                        "Task {} has read checkpoint {}: {} bytes from copies on this machine, {} bytes from its files",
                        deployment.attempt(),
                        deployment.restore().checkpoint(),
                        source.localBytes(),
                        source.remoteBytes());
            }
            listener.onState(state, failure);
        }
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

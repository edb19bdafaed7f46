package io.weft.model.message;

import io.weft.api.execution.JobID;
import io.weft.model.Epoch;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.checkpoint.CheckpointOrder;
import io.weft.model.graph.UserJar;
import java.util.List;
import java.util.Map;

/**
 * What the JobManager tells a TaskManager. A TaskManager refuses a lower epoch than the highest it has seen. It handles the messages of a
 * connection in their order, and nothing of a connection any more once it has registered over a newer one.
 */
public sealed interface TaskManagerMessage {

    Epoch epoch();

    /** Answers a registration; from then on heartbeats are expected at the interval. */
    record Welcome(Epoch epoch, long heartbeatIntervalMs, long heartbeatTimeoutMs) implements TaskManagerMessage {}

    /** Says that the JobManager lives, and answers a TaskManager's heartbeat. */
    record Heartbeat(Epoch epoch) implements TaskManagerMessage {}

    /**
     * Starts tasks; each is reported at once, in whatever state it is. Sent again after a loss it must do no harm: a TaskManager ignores attempts it already has.
     *
     * @param vertices what the tasks share, each vertex once
     */
    record DeployTasks(Epoch epoch, JobDescription job, List<VertexDescription> vertices, List<TaskDeployment> tasks)
            implements TaskManagerMessage {}

    /** Stops tasks; each answers with a terminal state, also if it is not known here. */
    record CancelTasks(Epoch epoch, JobID job, List<ExecutionAttemptId> tasks) implements TaskManagerMessage {}

    /**
     * Makes a checkpoint, now: sources begin it, and so do tasks that have had all their input; the others wait for barriers. To every
     * TaskManager that has tasks of the job; comes after those were deployed, and before any of them is told to stop.
     */
    record TriggerCheckpoint(Epoch epoch, JobID job, CheckpointOrder order) implements TaskManagerMessage {}

    /** The checkpoint is complete and can't be lost: what waited for that, such as sinks' commits, is done. May come again. */
    record CheckpointCompleted(Epoch epoch, JobID job, long checkpoint) implements TaskManagerMessage {}

    /** The checkpoint will not be completed: what was made for it can go. */
    record CheckpointAborted(Epoch epoch, JobID job, long checkpoint) implements TaskManagerMessage {}

    /** The job has ended or moved on: its class loader and files can go. */
    record ReleaseJob(Epoch epoch, JobID job) implements TaskManagerMessage {}

    /** Ends the process, with its tasks. */
    record Shutdown(Epoch epoch, String reason) implements TaskManagerMessage {}

    /** What all tasks of a job share. */
    record JobDescription(JobID id, String name, Map<String, String> configuration, List<UserJar> userJars) {}

    /**
     * What all tasks of a vertex share.
     *
     * @param program a serialized VertexProgram
     * @param first the task of subtask 0: its TaskManager hosts the split enumerator if the vertex is a source
     */
    @SuppressWarnings("ArrayRecordComponent") // opaque bytes; never compared
    record VertexDescription(
            int vertex, String name, int parallelism, int maxParallelism, byte[] program, TaskDeployment.Peer first) {}
}

package io.weft.runtime.task;

import io.weft.model.graph.VertexProgram;
import io.weft.model.message.TaskDeployment;
import io.weft.model.message.TaskManagerMessage.VertexDescription;
import java.util.Objects;

/**
 * What a task is to run.
 *
 * @param program read for this task alone: it holds the instances of the user's functions that the task calls
 */
public record TaskSetup(JobContext job, VertexDescription vertex, VertexProgram program, TaskDeployment deployment) {
    public TaskSetup {
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(vertex, "vertex");
        Objects.requireNonNull(program, "program");
        Objects.requireNonNull(deployment, "deployment");
    }
}

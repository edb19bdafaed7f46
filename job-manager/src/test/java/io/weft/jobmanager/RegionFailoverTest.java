package io.weft.jobmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.execution.JobStatus;
import io.weft.jobmanager.port.Effect;
import io.weft.jobmanager.port.Event;
import io.weft.jobmanager.port.JobManagerSettings;
import io.weft.jobmanager.port.JobManagerSettings.Mode;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.TaskManagerId;
import io.weft.model.TaskState;
import io.weft.model.graph.JobGraph;
import io.weft.model.message.ClientRequest;
import io.weft.model.message.JobManagerMessage.TaskReport;
import io.weft.model.message.TaskDeployment;
import io.weft.model.message.TaskManagerMessage.CancelTasks;
import io.weft.model.message.TaskManagerMessage.CheckpointAborted;
import io.weft.model.message.TaskManagerMessage.DeployTasks;
import io.weft.model.message.TaskManagerMessage.TriggerCheckpoint;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs of two pipelines that never meet: "left" are the vertices 0 and 1, "right" 2 and 3, each with two subtasks. */
class RegionFailoverTest {

    private static final long DELAY_MS = 1_000;

    private final Shell shell = new Shell(JobManagerSettings.of(Mode.SESSION, 2, "hdfs:///checkpoints"));
    private final JobGraph graph = twoPipelines(2);

    private static JobGraph twoPipelines(int restarts) {
        return Graphs.job(1)
                .vertex("left source", 2, "default")
                .vertex("left sink", 2, "default")
                .edge(0, 1, false)
                .vertex("right source", 2, "default", true)
                .vertex("right sink", 2, "default")
                .edge(2, 3, false)
                .restarts(restarts, DELAY_MS)
                .with("execution.checkpointing.interval", "10 s")
                .build();
    }

    @BeforeEach
    void run() {
        shell.submit(graph);
        shell.register("tm1", 1);
        shell.register("tm2", 1);
        shell.allReport(TaskState.RUNNING);
    }

    private TaskReport[] on(String taskManager, TaskState state) {
        return shell.sent(taskManager, DeployTasks.class).stream()
                .flatMap(deploy -> deploy.tasks().stream())
                .map(task -> Shell.report(task, state))
                .toArray(TaskReport[]::new);
    }

    private TaskReport task(int vertex, int subtask, int attempt, TaskState state) {
        ExecutionAttemptId id = new ExecutionAttemptId(graph.jobId(), vertex, subtask, attempt);
        return state == TaskState.FAILED
                ? Shell.report(new TaskDeployment(id, 0, List.of(), List.of(), null), state)
                : Shell.report(id, 0, state);
    }

    /** Subtask 0 of each vertex is in tm1, subtask 1 in tm2. */
    private void report(int vertex, int subtask, int attempt, TaskState state) {
        shell.change("tm" + (subtask + 1), task(vertex, subtask, attempt, state));
    }

    private List<ExecutionAttemptId> cancelled() {
        return Stream.of("tm1", "tm2")
                .flatMap(name -> shell.sent(name, CancelTasks.class).stream())
                .flatMap(cancel -> cancel.tasks().stream())
                .toList();
    }

    private void failLeft(int attempt) {
        report(0, 0, attempt, TaskState.FAILED);
        report(0, 1, attempt, TaskState.CANCELED);
        report(1, 0, attempt, TaskState.CANCELED);
        report(1, 1, attempt, TaskState.CANCELED);
    }

    private void failRight(int attempt) {
        report(2, 0, attempt, TaskState.FAILED);
        report(2, 1, attempt, TaskState.CANCELED);
        report(3, 0, attempt, TaskState.CANCELED);
        report(3, 1, attempt, TaskState.CANCELED);
    }

    @Test
    void restartsOnlyThePipelineThatFailed() {
        shell.forgetEffects();
        failLeft(0);
        assertThat(cancelled()).extracting(ExecutionAttemptId::vertex).containsOnly(0, 1);
        assertThat(shell.status(graph.jobId())).isEqualTo(JobStatus.RESTARTING);
        shell.pass(DELAY_MS);
        assertThat(shell.deployments())
                .hasSize(4)
                .allSatisfy(task -> assertThat(task.attempt().vertex()).isLessThan(2))
                .allSatisfy(task -> assertThat(task.attempt().attempt()).isEqualTo(1));
        assertThat(shell.status(graph.jobId())).isEqualTo(JobStatus.RUNNING);
        assertThat(shell.job(graph.jobId()).overview().runningTasks()).isEqualTo(4);
        assertThat(shell.job(graph.jobId()).restarts()).isEqualTo(1);
    }

    @Test
    void theOtherPipelineMayFinishMeanwhile() {
        failLeft(0);
        for (int vertex = 2; vertex < 4; vertex++) {
            report(vertex, 0, 0, TaskState.FINISHED);
            report(vertex, 1, 0, TaskState.FINISHED);
        }
        shell.pass(DELAY_MS);
        shell.allReport(TaskState.FINISHED);
        assertThat(shell.status(graph.jobId())).isEqualTo(JobStatus.FINISHED);
    }

    @Test
    void pipelinesThatFailBeforeTheRestartAreStartedTogetherAndCountOnce() {
        shell.forgetEffects();
        failLeft(0);
        shell.pass(DELAY_MS / 2);
        failRight(0);
        shell.pass(DELAY_MS / 2);
        assertThat(shell.deployments())
                .hasSize(8)
                .allSatisfy(task -> assertThat(task.attempt().attempt()).isEqualTo(1));
        shell.allReport(TaskState.RUNNING);
        shell.forgetEffects();
        failRight(1);
        shell.pass(DELAY_MS);
        assertThat(shell.deployments()).hasSize(4);
        failLeft(1);
        assertThat(shell.status(graph.jobId())).as("two restarts were allowed").isEqualTo(JobStatus.FAILING);
    }

    @Test
    void givesUpTheCheckpointUnderWayAndMakesNoneUntilAllRunAgain() {
        shell.pass(10_000);
        assertThat(shell.sent("tm1", TriggerCheckpoint.class)).hasSize(1);
        failLeft(0);
        assertThat(shell.sent("tm1", CheckpointAborted.class)).hasSize(1);
        shell.pass(DELAY_MS);
        shell.forgetEffects();
        shell.heartbeat("tm1", runningOn(0));
        shell.heartbeat("tm2", runningOn(1));
        shell.pass(9_000);
        assertThat(shell.sent("tm1", TriggerCheckpoint.class)).isEmpty();
        shell.heartbeat("tm1", runningOn(0));
        shell.heartbeat("tm2", runningOn(1));
        shell.pass(9_000);
        assertThat(shell.sent("tm1", TriggerCheckpoint.class)).hasSize(1);
    }

    /** After the restart of the left pipeline. */
    private TaskReport[] runningOn(int subtask) {
        return Stream.of(0, 1, 2, 3)
                .map(vertex -> task(vertex, subtask, vertex < 2 ? 1 : 0, TaskState.RUNNING))
                .toArray(TaskReport[]::new);
    }

    @Test
    void aNewJobManagerRestartsWhatWasDownAndAdoptsTheRest() {
        TaskReport[] inTm1 = on("tm1", TaskState.RUNNING);
        TaskReport[] inTm2 = on("tm2", TaskState.RUNNING);
        report(0, 0, 0, TaskState.FAILED);
        shell.failOver();
        assertThat(shell.status(graph.jobId())).isEqualTo(JobStatus.RESTARTING);
        shell.register("tm1", 1, inTm1);
        for (int vertex = 0; vertex < 2; vertex++) {
            report(vertex, 0, 0, TaskState.CANCELED);
        }
        shell.register("tm3", 1);
        shell.pass(2_000);
        assertThat(shell.deployments()).as("while tm2 may still have its tasks").isEmpty();
        shell.register("tm2", 1, inTm2);
        report(0, 1, 0, TaskState.CANCELED);
        report(1, 1, 0, TaskState.CANCELED);
        shell.pass(DELAY_MS);
        assertThat(shell.deployments())
                .hasSize(4)
                .allSatisfy(task -> assertThat(task.attempt().vertex()).isLessThan(2));
        assertThat(shell.sent("tm3", DeployTasks.class)).isEmpty();
        assertThat(cancelled()).extracting(ExecutionAttemptId::vertex).containsOnly(0, 1);
    }

    @Test
    void cancelsBothPipelinesWhileOneIsDown() {
        report(0, 0, 0, TaskState.FAILED);
        shell.forgetEffects();
        shell.ask(new ClientRequest.CancelJob(graph.jobId()));
        assertThat(cancelled()).extracting(ExecutionAttemptId::vertex).contains(2, 3);
        for (int vertex = 0; vertex < 4; vertex++) {
            report(vertex, 0, 0, TaskState.CANCELED);
            report(vertex, 1, 0, TaskState.CANCELED);
        }
        assertThat(shell.status(graph.jobId())).isEqualTo(JobStatus.CANCELED);
    }

    @Test
    void losingTheHostOfAnEnumeratorFailsItsReadersThoughAllTasksThereHadFinished() {
        for (int vertex = 0; vertex < 4; vertex++) {
            report(vertex, 0, 0, TaskState.FINISHED);
        }
        shell.forgetEffects();
        shell.handle(new Event.TaskManagerEnded(new TaskManagerId("tm1"), "killed"));
        assertThat(cancelled()).extracting(ExecutionAttemptId::vertex).containsOnly(2, 3);
        report(2, 1, 0, TaskState.CANCELED);
        report(3, 1, 0, TaskState.CANCELED);
        shell.register("tm3", 1);
        shell.pass(DELAY_MS);
        assertThat(shell.deployments())
                .hasSize(4)
                .allSatisfy(task -> assertThat(task.attempt().vertex()).isGreaterThan(1));
    }

    @Test
    void losingTheHostOfAnEnumeratorDoesNotMatterWhenAllReadersHaveFinished() {
        for (int vertex = 0; vertex < 4; vertex++) {
            report(vertex, 0, 0, TaskState.FINISHED);
        }
        report(2, 1, 0, TaskState.FINISHED);
        shell.forgetEffects();
        shell.handle(new Event.TaskManagerEnded(new TaskManagerId("tm1"), "killed"));
        assertThat(cancelled()).isEmpty();
        assertThat(shell.all(Effect.Append.class)).isEmpty();
        assertThat(shell.status(graph.jobId())).isEqualTo(JobStatus.RUNNING);
    }
}

package io.weft.jobmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.execution.JobStatus;
import io.weft.jobmanager.port.Effect;
import io.weft.jobmanager.port.Event;
import io.weft.jobmanager.port.JobManagerSettings;
import io.weft.jobmanager.port.JobManagerSettings.Mode;
import io.weft.jobmanager.port.ReplyHandle;
import io.weft.model.Epoch;
import io.weft.model.TaskManagerId;
import io.weft.model.TaskManagerLocation;
import io.weft.model.TaskState;
import io.weft.model.graph.JobGraph;
import io.weft.model.message.ClientRequest;
import io.weft.model.message.JobManagerMessage;
import io.weft.model.message.JobManagerMessage.TaskReport;
import io.weft.model.message.TaskManagerMessage.CancelTasks;
import io.weft.model.message.TaskManagerMessage.DeployTasks;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FailoverTest {

    private final Shell shell = new Shell(JobManagerSettings.of(Mode.SESSION, 2, "hdfs:///checkpoints"));
    private final JobGraph graph = Graphs.wordCount(1, 4);

    /** Runs the job on two TaskManagers, then replaces the JobManager; gives what each TaskManager has. */
    private Map<String, TaskReport[]> runAndFailOver() {
        shell.submit(graph);
        shell.register("tm1", 2);
        shell.register("tm2", 2);
        shell.allReport(TaskState.RUNNING);
        Map<String, TaskReport[]> tasks = List.of("tm1", "tm2").stream()
                .collect(Collectors.toMap(
                        name -> name,
                        name -> shell.sent(name, DeployTasks.class).get(0).tasks().stream()
                                .map(task -> Shell.report(task, TaskState.RUNNING))
                                .toArray(TaskReport[]::new)));
        shell.failOver();
        return tasks;
    }

    @Test
    void adoptsTasksThatGoOnRunning() {
        Map<String, TaskReport[]> tasks = runAndFailOver();
        shell.register("tm1", 2, tasks.get("tm1"));
        assertThat(shell.job(graph.jobId()).waitingFor()).contains("4 of 8 tasks");
        shell.register("tm2", 2, tasks.get("tm2"));
        shell.pass(40_000);
        tasks.forEach(shell::heartbeat);
        shell.pass(40_000);
        assertThat(shell.job(graph.jobId()).overview().runningTasks()).isEqualTo(8);
        assertThat(shell.job(graph.jobId()).restarts()).isZero();
        assertThat(shell.deployments()).isEmpty();
        assertThat(shell.sent("tm1", CancelTasks.class)).isEmpty();
    }

    @Test
    void startsTheJobAgainIfTasksAreNotReported() {
        Map<String, TaskReport[]> tasks = runAndFailOver();
        shell.register("tm1", 2, tasks.get("tm1"));
        shell.register("tm3", 2);
        shell.pass(40_000);
        shell.heartbeat("tm1", tasks.get("tm1"));
        shell.heartbeat("tm3");
        shell.pass(20_000);
        assertThat(shell.status(graph.jobId())).isEqualTo(JobStatus.RESTARTING);
        for (TaskReport task : tasks.get("tm1")) {
            shell.change("tm1", Shell.report(task.attempt(), task.slot(), TaskState.CANCELED));
        }
        assertThat(shell.deployments()).hasSize(8);
        assertThat(shell.deployments().get(0).attempt().attempt()).isEqualTo(1);
    }

    @Test
    void cancelsTasksOfAnAttemptThatIsOver() {
        Map<String, TaskReport[]> tasks = runAndFailOver();
        shell.register("tm1", 2, tasks.get("tm1"));
        shell.pass(40_000);
        shell.heartbeat("tm1", tasks.get("tm1"));
        shell.pass(20_000);
        shell.register("tm2", 2, tasks.get("tm2"));
        assertThat(shell.sent("tm2", CancelTasks.class).get(0).tasks()).hasSize(4);
    }

    @Test
    void goesOnCancellingAJob() {
        shell.submit(graph);
        shell.register("tm1", 4);
        shell.allReport(TaskState.RUNNING);
        TaskReport[] tasks = shell.deployments().stream()
                .map(task -> Shell.report(task, TaskState.RUNNING))
                .toArray(TaskReport[]::new);
        shell.ask(new ClientRequest.CancelJob(graph.jobId()));
        shell.failOver();
        shell.register("tm1", 4, tasks);
        assertThat(shell.sent("tm1", CancelTasks.class)).isNotEmpty();
        for (TaskReport task : tasks) {
            shell.change("tm1", Shell.report(task.attempt(), task.slot(), TaskState.CANCELED));
        }
        assertThat(shell.status(graph.jobId())).isEqualTo(JobStatus.CANCELED);
    }

    @Test
    void stillKnowsHowJobsEnded() {
        shell.submit(graph);
        shell.register("tm1", 4);
        shell.allReport(TaskState.FINISHED);
        shell.failOver();
        assertThat(shell.status(graph.jobId())).isEqualTo(JobStatus.FINISHED);
    }

    @Test
    void answersAClientThatKnowsTheFormerJobManagersVersion() {
        runAndFailOver();
        ReplyHandle reply = shell.ask(new ClientRequest.GetJob(graph.jobId(), 100, 60_000));
        assertThat(shell.answerTo(reply)).isNotNull();
    }

    @Test
    void stepsDownWhenATaskManagerHasSeenAHigherEpoch() {
        shell.submit(graph);
        shell.handle(new Event.MessageArrived(new JobManagerMessage.Register(
                new TaskManagerLocation(new TaskManagerId("tm1"), "host", 7000), 2, new Epoch(9), List.of())));
        assertThat(shell.last(Effect.StepDown.class).reason()).contains("epoch 9");
        shell.forgetEffects();
        shell.register("tm2", 4);
        assertThat(shell.all(Effect.class)).isEmpty();
    }
}

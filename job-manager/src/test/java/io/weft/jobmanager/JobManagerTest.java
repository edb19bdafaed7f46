package io.weft.jobmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.execution.JobStatus;
import io.weft.jobmanager.port.Effect;
import io.weft.jobmanager.port.Event;
import io.weft.jobmanager.port.FinalStatus;
import io.weft.jobmanager.port.JobManagerSettings;
import io.weft.jobmanager.port.JobManagerSettings.Mode;
import io.weft.jobmanager.port.ReplyHandle;
import io.weft.jobmanager.port.RestartSettings;
import io.weft.model.Failure;
import io.weft.model.PeerLostException;
import io.weft.model.TaskManagerId;
import io.weft.model.TaskState;
import io.weft.model.graph.JobGraph;
import io.weft.model.message.ClientRequest;
import io.weft.model.message.ClientResponse;
import io.weft.model.message.JobManagerMessage.TaskReport;
import io.weft.model.message.TaskDeployment;
import io.weft.model.message.TaskManagerMessage.CancelTasks;
import io.weft.model.message.TaskManagerMessage.DeployTasks;
import io.weft.model.message.TaskManagerMessage.ReleaseJob;
import io.weft.model.message.TaskManagerMessage.Shutdown;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobManagerTest {

    private final Shell shell = new Shell(JobManagerSettings.of(Mode.SESSION, 2, "hdfs:///checkpoints"));

    private static Shell fixed(int taskManagers, int slots) {
        return new Shell(JobManagerSettings.of(Mode.SESSION, slots, "hdfs:///checkpoints")
                .withSlots(new JobManagerSettings.Slots(slots, taskManagers, 0, 30_000, 3)));
    }

    private JobGraph running(JobGraph graph, String... taskManagers) {
        shell.submit(graph);
        for (String name : taskManagers) {
            shell.register(name, 2);
        }
        shell.allReport(TaskState.RUNNING);
        assertThat(shell.status(graph.jobId())).isEqualTo(JobStatus.RUNNING);
        return graph;
    }

    @Test
    void runsAJobFromSubmissionToItsEnd() {
        JobGraph graph = Graphs.wordCount(1, 2);
        assertThat(shell.submit(graph)).isEqualTo(new ClientResponse.Accepted());
        assertThat(shell.last(Effect.RequestTaskManagers.class).total()).isEqualTo(1);
        assertThat(shell.status(graph.jobId())).isEqualTo(JobStatus.CREATED);

        shell.register("tm1", 2);
        assertThat(shell.deployments()).hasSize(4);
        shell.allReport(TaskState.INITIALIZING);
        shell.allReport(TaskState.RUNNING);
        assertThat(shell.job(graph.jobId()).overview().runningTasks()).isEqualTo(4);
        shell.allReport(TaskState.FINISHED);

        assertThat(shell.status(graph.jobId())).isEqualTo(JobStatus.FINISHED);
        assertThat(shell.last(Effect.JobEnded.class).status()).isEqualTo(JobStatus.FINISHED);
        assertThat(shell.sent("tm1", ReleaseJob.class)).hasSize(1);
    }

    @Test
    void tellsEachTaskItsPeersAndEachVertexOnce() {
        running(Graphs.wordCount(1, 4), "tm1", "tm2");

        DeployTasks message = shell.sent("tm1", DeployTasks.class).get(0);
        assertThat(message.vertices()).extracting("name").containsExactly("source", "sum");
        assertThat(message.tasks()).hasSize(4);
        TaskDeployment source = message.tasks().get(0);
        assertThat(source.inputs()).isEmpty();
        assertThat(source.outputs().get(0).peers())
                .extracting(
                        peer -> peer.attempt().subtask() + "@" + peer.location().id())
                .containsExactly("0@tm1", "1@tm1", "2@tm2", "3@tm2");
    }

    @Test
    void sharesSlotsWithinAGroupOnly() {
        shell.submit(Graphs.job(1)
                .vertex("source", 1, "a")
                .vertex("map", 3, "a")
                .vertex("sink", 2, "b")
                .edge(0, 1, false)
                .edge(1, 2, false)
                .build());
        assertThat(shell.last(Effect.RequestTaskManagers.class).total()).isEqualTo(3);
    }

    @Test
    void spreadsAJobOverItsTaskManagers() {
        shell.register("tm1", 4);
        shell.register("tm2", 4);
        shell.submit(Graphs.wordCount(1, 4));
        assertThat(shell.sent("tm1", DeployTasks.class).get(0).tasks()).hasSize(4);
        assertThat(shell.sent("tm2", DeployTasks.class).get(0).tasks()).hasSize(4);
    }

    @Test
    void aJobGoesOnInASpareTaskManagerWhileAnotherIsStarted() {
        Shell spared = new Shell(JobManagerSettings.of(Mode.SESSION, 2, "hdfs:///checkpoints")
                .withDefaultRestart(new RestartSettings.FixedDelay(1, 0))
                .withSlots(new JobManagerSettings.Slots(2, 0, 1, 30_000, 3)));
        JobGraph graph = Graphs.wordCount(1, 2);
        spared.submit(graph);
        assertThat(spared.last(Effect.RequestTaskManagers.class).total()).isEqualTo(2);
        spared.register("tm1", 2);
        spared.allReport(TaskState.RUNNING);
        spared.register("tm2", 2);
        spared.pass(40_000);
        assertThat(spared.all(Effect.ReleaseTaskManager.class)).isEmpty();

        spared.handle(new Event.TaskManagerEnded(new TaskManagerId("tm1"), "killed"));

        assertThat(spared.sent("tm2", DeployTasks.class)).hasSize(1);
        assertThat(spared.last(Effect.RequestTaskManagers.class).total()).isEqualTo(2);
    }

    @Test
    void subtasksGoBackToTheirHosts() {
        Shell restarting = new Shell(JobManagerSettings.of(Mode.SESSION, 1, "hdfs:///checkpoints")
                .withDefaultRestart(new RestartSettings.FixedDelay(1, 0)));
        restarting.submit(Graphs.wordCount(1, 3));
        restarting.registerOn("a", "tm1", 1);
        restarting.registerOn("b", "tm2", 1);
        restarting.registerOn("c", "tm3", 1);
        restarting.allReport(TaskState.RUNNING);
        restarting.handle(new Event.TaskManagerEnded(new TaskManagerId("tm1"), "killed"));
        restarting.handle(new Event.TaskManagerEnded(new TaskManagerId("tm2"), "killed"));
        restarting.allReport(TaskState.CANCELED);

        restarting.registerOn("b", "tm4", 1);
        restarting.registerOn("a", "tm5", 1);

        assertThat(restarting.sent("tm4", DeployTasks.class).get(0).tasks())
                .allMatch(task -> task.attempt().subtask() == 1);
        assertThat(restarting.sent("tm5", DeployTasks.class).get(0).tasks())
                .allMatch(task -> task.attempt().subtask() == 0);
    }

    @Test
    void aJobThatHasRunForAWhileGoesOnAtOnceWhenATaskManagerIsLost() {
        Shell careful = careful();
        careful.handle(new Event.TaskManagerEnded(new TaskManagerId("tm1"), "killed"));

        assertThat(careful.sent("tm2", DeployTasks.class)).hasSize(1);
    }

    @Test
    void aJobWhoseTaskThrewIsGivenTimeAlthoughItsPeersFailedFirst() {
        Shell careful = careful();
        TaskDeployment source = careful.deployments().get(0);
        TaskDeployment sum = careful.deployments().get(1);
        Failure follows = Failure.of(new PeerLostException("the channel broke"));
        careful.change("tm1", new TaskReport(sum.attempt(), sum.slot(), TaskState.FAILED, false, follows, Map.of()));
        careful.change("tm1", Shell.report(source, TaskState.FAILED));

        assertThat(careful.deployments()).hasSize(2);
        careful.pass(2_000);
        assertThat(careful.deployments()).hasSize(4);
    }

    /** With delays of a second and more, and two tasks that have been running for longer in the first of two TaskManagers. */
    private static Shell careful() {
        Shell careful = new Shell(JobManagerSettings.of(Mode.SESSION, 1, "hdfs:///checkpoints")
                .withDefaultRestart(new RestartSettings.ExponentialDelay(1_000, 60_000, 1.5, 3_600_000, 0, 10))
                .withSlots(new JobManagerSettings.Slots(1, 0, 1, 30_000, 3)));
        careful.submit(Graphs.wordCount(1, 1));
        careful.register("tm1", 1);
        careful.allReport(TaskState.RUNNING);
        careful.register("tm2", 1);
        careful.pass(5_000);
        return careful;
    }

    @Test
    void saysWhatAJobWaitsFor() {
        JobGraph graph = Graphs.wordCount(1, 4);
        shell.submit(graph);
        shell.register("tm1", 2);
        shell.pass(12_000);
        shell.handle(new Event.ResourcesUnavailable("queue 'etl' is full", false));
        assertThat(shell.job(graph.jobId()).waitingFor())
                .isEqualTo("2 of 4 slots; 1 TaskManager requested for 12 s; queue 'etl' is full");
    }

    @Test
    void failsAJobWhoseTaskManagersCanNeverBeHad() {
        JobGraph graph = Graphs.wordCount(1, 4);
        shell.submit(graph);
        shell.handle(new Event.ResourcesUnavailable("64 GB asked for, the largest node has 32 GB", true));
        assertThat(shell.job(graph.jobId()).failure().summary()).contains("largest node has 32 GB");
        assertThat(shell.status(graph.jobId())).isEqualTo(JobStatus.FAILED);
        assertThat(shell.last(Effect.RequestTaskManagers.class).total()).isZero();
    }

    @Test
    void failsAJobThatIsWiderThanAFixedCluster() {
        Shell local = fixed(1, 4);
        JobGraph graph = Graphs.wordCount(1, 5);
        assertThat(local.submit(graph)).isEqualTo(new ClientResponse.Accepted());
        assertThat(local.job(graph.jobId()).failure().summary())
                .contains("needs 5 slots")
                .contains("only 4")
                .contains("taskmanager.numberOfTaskSlots");
    }

    @Test
    void startsASecondJobOfAFixedClusterWhenTheFirstHasEnded() {
        Shell local = fixed(1, 2);
        local.register("tm1", 2);
        local.submit(Graphs.wordCount(1, 2));
        JobGraph second = Graphs.wordCount(2, 2);
        local.submit(second);
        assertThat(local.job(second.jobId()).waitingFor()).isEqualTo("0 of 2 slots; other jobs hold the rest");
        local.allReport(TaskState.FINISHED);
        assertThat(local.status(second.jobId())).isEqualTo(JobStatus.RUNNING);
        assertThat(local.all(Effect.RequestTaskManagers.class)).isEmpty();
    }

    @Test
    void failsAJobWithTheUsersStackTrace() {
        JobGraph graph = running(Graphs.wordCount(1, 2), "tm1");
        TaskDeployment source = shell.deployments().get(0);
        shell.change("tm1", Shell.report(source, TaskState.FAILED));
        assertThat(shell.status(graph.jobId())).isEqualTo(JobStatus.FAILING);
        assertThat(shell.sent("tm1", CancelTasks.class).get(0).tasks()).hasSize(3);
        shell.allReport(TaskState.CANCELED);
        assertThat(shell.status(graph.jobId())).isEqualTo(JobStatus.FAILED);
        assertThat(shell.job(graph.jobId()).failure().stackTrace()).contains("user's bug");
    }

    @Test
    void namesTheCauseAndNotWhatFollowedFromIt() {
        JobGraph graph = running(Graphs.wordCount(1, 2), "tm1");
        TaskDeployment source = shell.deployments().get(0);
        TaskDeployment sum = shell.deployments().get(2);
        Failure broken = Failure.of(new RuntimeException(new PeerLostException("the producer is gone")));
        shell.change("tm1", new TaskReport(sum.attempt(), sum.slot(), TaskState.FAILED, false, broken, Map.of()));
        shell.change("tm1", Shell.report(source, TaskState.FAILED));
        shell.allReport(TaskState.CANCELED);
        assertThat(shell.job(graph.jobId()).failure().summary()).contains("user's bug");
    }

    @Test
    void startsAFailedJobAgainAfterTheDelay() {
        JobGraph graph = running(Graphs.restartingWordCount(1, 2, 1), "tm1");
        shell.change("tm1", Shell.report(shell.deployments().get(0), TaskState.FAILED));
        shell.allReport(TaskState.CANCELED);
        assertThat(shell.status(graph.jobId())).isEqualTo(JobStatus.RESTARTING);
        assertThat(shell.deployments()).hasSize(4);

        shell.pass(1000);
        assertThat(shell.deployments()).hasSize(8);
        assertThat(shell.deployments().get(7).attempt().attempt()).isEqualTo(1);
        shell.allReport(TaskState.RUNNING);
        shell.change("tm1", Shell.report(shell.deployments().get(4), TaskState.FAILED));
        shell.allReport(TaskState.CANCELED);
        assertThat(shell.status(graph.jobId())).isEqualTo(JobStatus.FAILED);
    }

    @Test
    void cancelsARunningJob() {
        JobGraph graph = running(Graphs.wordCount(1, 2), "tm1");
        shell.ask(new ClientRequest.CancelJob(graph.jobId()));
        assertThat(shell.status(graph.jobId())).isEqualTo(JobStatus.CANCELLING);
        assertThat(shell.job(graph.jobId()).waitingFor()).isEqualTo("4 tasks to end");
        shell.allReport(TaskState.CANCELED);
        assertThat(shell.status(graph.jobId())).isEqualTo(JobStatus.CANCELED);
    }

    @Test
    void restartsAJobWhoseTaskManagerDied() {
        JobGraph graph = running(Graphs.restartingWordCount(1, 4, 3), "tm1", "tm2");
        shell.handle(new Event.TaskManagerEnded(new TaskManagerId("tm1"), "Exit code is 137"));
        assertThat(shell.job(graph.jobId()).failure().summary()).contains("tm1", "host-tm1", "Exit code is 137");
        assertThat(shell.last(Effect.RequestTaskManagers.class).total()).isEqualTo(2);
        shell.allReport(TaskState.CANCELED);
        shell.register("tm3", 2);
        shell.pass(1000);
        shell.allReport(TaskState.RUNNING);
        assertThat(shell.status(graph.jobId())).isEqualTo(JobStatus.RUNNING);
        assertThat(shell.sent("tm3", DeployTasks.class)).hasSize(1);
    }

    @Test
    void takesASilentTaskManagerForLostAndEndsItsProcess() {
        JobGraph graph = running(Graphs.wordCount(1, 2), "tm1");
        shell.pass(50_000);
        assertThat(shell.job(graph.jobId()).failure().summary()).contains("nothing was heard", "heartbeat.timeout");
        assertThat(shell.last(Effect.ReleaseTaskManager.class).taskManager()).isEqualTo(new TaskManagerId("tm1"));
        shell.register("tm1", 2);
        assertThat(shell.sent("tm1", Shutdown.class)).hasSize(1);
    }

    @Test
    void sendsADeploymentAgainThatWasNotTakenNoteOf() {
        shell.submit(Graphs.wordCount(1, 2));
        shell.register("tm1", 2);
        shell.heartbeat("tm1");
        assertThat(shell.sent("tm1", DeployTasks.class)).hasSize(1);
        shell.pass(10_000);
        assertThat(shell.sent("tm1", DeployTasks.class)).hasSize(2);
    }

    @Test
    void noticesATaskThatItsTaskManagerNoLongerNames() {
        JobGraph graph = running(Graphs.wordCount(1, 2), "tm1");
        TaskReport[] allButOne = shell.deployments().stream()
                .skip(1)
                .map(task -> Shell.report(task, TaskState.RUNNING))
                .toArray(TaskReport[]::new);
        shell.heartbeat("tm1", allButOne);
        assertThat(shell.status(graph.jobId())).isEqualTo(JobStatus.FAILING);
    }

    @Test
    void releasesIdleTaskManagers() {
        running(Graphs.wordCount(1, 2), "tm1");
        shell.allReport(TaskState.FINISHED);
        shell.pass(29_000);
        assertThat(shell.all(Effect.ReleaseTaskManager.class)).isEmpty();
        shell.pass(1_000);
        assertThat(shell.last(Effect.ReleaseTaskManager.class).taskManager()).isEqualTo(new TaskManagerId("tm1"));
        assertThat(shell.last(Effect.RequestTaskManagers.class).total()).isZero();
    }

    @Test
    void answersALongPollWhenTheJobChangesOrTheWaitIsOver() {
        JobGraph graph = Graphs.wordCount(1, 2);
        shell.submit(graph);
        long version = shell.job(graph.jobId()).version();
        ReplyHandle first = shell.ask(new ClientRequest.GetJob(graph.jobId(), version, 5_000));
        assertThat(shell.answerTo(first)).isNull();
        shell.register("tm1", 2);
        assertThat(shell.answerTo(first)).isNotNull();

        long newer = shell.job(graph.jobId()).version();
        ReplyHandle second = shell.ask(new ClientRequest.GetJob(graph.jobId(), newer, 5_000));
        shell.pass(4_999);
        assertThat(shell.answerTo(second)).isNull();
        shell.pass(1);
        assertThat(shell.answerTo(second)).isNotNull();
    }

    @Test
    void journalsAJobBeforeItAcceptsIt() {
        shell.submit(Graphs.wordCount(1, 2));
        List<Effect> effects = shell.all(Effect.class);
        assertThat(effects.get(0)).isInstanceOf(Effect.Append.class);
        assertThat(effects.get(1)).isInstanceOf(Effect.Reply.class);
    }

    @Test
    void endsAClusterForOneJobWithIt() {
        Shell perJob = new Shell(JobManagerSettings.of(Mode.PER_JOB, 2, "hdfs:///checkpoints"));
        perJob.submit(Graphs.wordCount(1, 2));
        assertThat(perJob.submit(Graphs.wordCount(2, 2))).isInstanceOf(ClientResponse.Refused.class);
        perJob.register("tm1", 2);
        perJob.allReport(TaskState.FINISHED);
        assertThat(perJob.last(Effect.EndCluster.class)).isNull();
        perJob.pass(3_000);
        assertThat(perJob.last(Effect.EndCluster.class).status()).isEqualTo(FinalStatus.SUCCEEDED);
        assertThat(perJob.sent("tm1", Shutdown.class)).hasSize(1);
    }

    @Test
    void stillSaysHowAJobEndedWhenItsClusterHasEnded() {
        Shell perJob = new Shell(JobManagerSettings.of(Mode.PER_JOB, 2, "hdfs:///checkpoints"));
        JobGraph graph = Graphs.wordCount(1, 2);
        perJob.submit(graph);
        perJob.register("tm1", 2);
        perJob.allReport(TaskState.FINISHED);
        perJob.pass(3_000);
        assertThat(perJob.last(Effect.EndCluster.class)).isNotNull();
        assertThat(perJob.job(graph.jobId()).overview().status()).isEqualTo(JobStatus.FINISHED);
        assertThat(perJob.submit(Graphs.wordCount(2, 2))).isInstanceOf(ClientResponse.Refused.class);
    }

    @Test
    void stopsASessionWithItsJobs() {
        JobGraph graph = running(Graphs.wordCount(1, 2), "tm1");
        shell.ask(new ClientRequest.StopCluster());
        assertThat(shell.submit(Graphs.wordCount(2, 2))).isInstanceOf(ClientResponse.Refused.class);
        ReplyHandle follower = shell.ask(new ClientRequest.GetJob(graph.jobId(), Long.MAX_VALUE, 60_000));
        shell.allReport(TaskState.CANCELED);
        assertThat(shell.answerTo(follower)).isNotNull();
        assertThat(shell.last(Effect.EndCluster.class).status()).isEqualTo(FinalStatus.SUCCEEDED);
    }

    @Test
    void endsAnApplicationWhenItsMainProgramHasFailed() {
        Shell application = new Shell(JobManagerSettings.of(Mode.APPLICATION, 2, "hdfs:///checkpoints"));
        application.submit(Graphs.wordCount(1, 2));
        application.handle(new Event.MainEnded(Failure.of(new IllegalStateException("no arguments"))));
        application.pass(3_000);
        Effect.EndCluster end = application.last(Effect.EndCluster.class);
        assertThat(end.status()).isEqualTo(FinalStatus.FAILED);
        assertThat(end.diagnostics()).contains("no arguments");
    }

    @Test
    void failsJobsWhoseTaskManagersAlwaysEndBeforeTheyRegister() {
        JobGraph graph = Graphs.wordCount(1, 2);
        shell.submit(graph);
        for (int i = 0; i < 4; i++) {
            shell.handle(new Event.TaskManagerEnded(new TaskManagerId("tm" + i), "Unrecognized VM option"));
        }
        assertThat(shell.job(graph.jobId()).failure().summary()).contains("Unrecognized VM option");
    }
}

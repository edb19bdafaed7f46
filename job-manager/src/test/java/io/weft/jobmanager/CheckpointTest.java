package io.weft.jobmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.execution.JobStatus;
import io.weft.jobmanager.port.Effect;
import io.weft.jobmanager.port.Event;
import io.weft.jobmanager.port.JobManagerSettings;
import io.weft.jobmanager.port.JobManagerSettings.Mode;
import io.weft.jobmanager.port.ReplyHandle;
import io.weft.model.CorruptCheckpointException;
import io.weft.model.Failure;
import io.weft.model.KeyGroupRange;
import io.weft.model.OperatorId;
import io.weft.model.TaskManagerId;
import io.weft.model.TaskState;
import io.weft.model.checkpoint.CheckpointFiles;
import io.weft.model.checkpoint.CheckpointKind;
import io.weft.model.checkpoint.CheckpointMetadata;
import io.weft.model.checkpoint.CheckpointMetadata.OperatorState;
import io.weft.model.checkpoint.CheckpointMetadata.SubtaskState;
import io.weft.model.checkpoint.CheckpointOrder;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.model.checkpoint.KeyedSnapshot.BackendFile;
import io.weft.model.checkpoint.OperatorStateSnapshot;
import io.weft.model.checkpoint.StateHandle;
import io.weft.model.checkpoint.TaskRestore;
import io.weft.model.checkpoint.TaskSnapshot;
import io.weft.model.graph.JobGraph;
import io.weft.model.message.ClientRequest;
import io.weft.model.message.ClientResponse;
import io.weft.model.message.JobManagerMessage;
import io.weft.model.message.JobManagerMessage.TaskReport;
import io.weft.model.message.TaskDeployment;
import io.weft.model.message.TaskManagerMessage.CheckpointAborted;
import io.weft.model.message.TaskManagerMessage.CheckpointCompleted;
import io.weft.model.message.TaskManagerMessage.DeployTasks;
import io.weft.model.message.TaskManagerMessage.TriggerCheckpoint;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A job of two tasks in two TaskManagers, whose checkpoints the test makes by hand. */
class CheckpointTest {

    private static final String DIRECTORY = "hdfs:///checkpoints/00000000000000000000000000000001";

    private final Shell shell = new Shell(JobManagerSettings.of(Mode.SESSION, 1, "hdfs:///checkpoints"));
    private JobGraph graph;

    private static Graphs job() {
        return Graphs.job(1)
                .vertex("source", 1, "default")
                .vertex("sum", 1, "other")
                .edge(0, 1, false)
                .restarts(100, 1000)
                .with("execution.checkpointing.interval", "10 s");
    }

    private void run(Graphs job) {
        graph = job.build();
        shell.submit(graph);
        shell.register("tm1", 1);
        shell.register("tm2", 1);
        shell.allReport(TaskState.RUNNING);
    }

    private List<TriggerCheckpoint> triggered(String taskManager) {
        return shell.sent(taskManager, TriggerCheckpoint.class);
    }

    private CheckpointOrder lastOrder() {
        List<TriggerCheckpoint> all = triggered("tm1");
        return all.get(all.size() - 1).order();
    }

    private TaskDeployment task(String taskManager) {
        List<DeployTasks> all = shell.sent(taskManager, DeployTasks.class);
        return all.get(all.size() - 1).tasks().get(0);
    }

    private void acknowledge(String taskManager, CheckpointOrder order) {
        acknowledge(taskManager, order, false, order.directory() + "/" + taskManager);
    }

    private void acknowledge(String taskManager, CheckpointOrder order, boolean endOfData, String file) {
        acknowledge(taskManager, order, endOfData, file, null);
    }

    private void acknowledge(
            String taskManager, CheckpointOrder order, boolean endOfData, String file, KeyedSnapshot keyed) {
        TaskDeployment task = task(taskManager);
        OperatorStateSnapshot state = new OperatorStateSnapshot(
                new StateHandle.Stored(file, List.of()),
                0,
                List.of(new OperatorStateSnapshot.StateList("list", OperatorStateSnapshot.Mode.SPLIT, 1)));
        TaskSnapshot snapshot = new TaskSnapshot(
                task.attempt(),
                endOfData,
                List.of(new TaskSnapshot.OperatorSnapshot(
                        new OperatorId(0, task.attempt().vertex()), keyed, state)),
                List.of(),
                new TaskSnapshot.Figures(0, 0, 0, 0));
        shell.handle(new Event.MessageArrived(new JobManagerMessage.CheckpointAcknowledged(
                new TaskManagerId(taskManager), graph.jobId(), order.id(), List.of(snapshot), List.of())));
    }

    private CheckpointMetadata stored(CheckpointOrder order) {
        Effect.StoreCheckpoint store = shell.last(Effect.StoreCheckpoint.class);
        assertThat(store.checkpoint().order()).isEqualTo(order);
        shell.handle(new Event.CheckpointStored(graph.jobId(), order.id(), order.directory()));
        return store.checkpoint();
    }

    /** Makes the next periodic checkpoint. */
    private CheckpointMetadata checkpoint() {
        beat(10_000);
        CheckpointOrder order = lastOrder();
        acknowledge("tm1", order);
        acknowledge("tm2", order);
        return stored(order);
    }

    private void beat(long ms) {
        shell.pass(ms);
        shell.heartbeat("tm1", report("tm1", TaskState.RUNNING));
        shell.heartbeat("tm2", report("tm2", TaskState.RUNNING));
    }

    private TaskReport report(String taskManager, TaskState state) {
        return Shell.report(task(taskManager), state);
    }

    private void fail(String taskManager, Throwable why) {
        TaskDeployment task = task(taskManager);
        shell.change(
                taskManager,
                new TaskReport(task.attempt(), task.slot(), TaskState.FAILED, false, Failure.of(why), Map.of()));
    }

    private List<String> deleted() {
        return shell.all(Effect.DeleteFiles.class).stream()
                .flatMap(effect -> effect.paths().stream())
                .toList();
    }

    private Failure failure() {
        return shell.job(graph.jobId()).failure();
    }

    // ---- making them

    @Test
    void beginsOneEachIntervalWhenAllTasksRun() {
        graph = job().build();
        shell.submit(graph);
        shell.register("tm1", 1);
        shell.register("tm2", 1);
        shell.change("tm1", report("tm1", TaskState.RUNNING));
        beatOnly("tm1", 30_000);
        assertThat(triggered("tm1")).isEmpty();
        shell.change("tm2", report("tm2", TaskState.RUNNING));
        beat(9_999);
        assertThat(triggered("tm1")).isEmpty();
        beat(1);
        assertThat(triggered("tm1")).hasSize(1).isEqualTo(triggered("tm2"));
        assertThat(lastOrder().directory()).isEqualTo(DIRECTORY + "/chk-1");
        assertThat(lastOrder().kind()).isEqualTo(CheckpointKind.CHECKPOINT);
    }

    private void beatOnly(String taskManager, long ms) {
        shell.pass(ms);
        shell.heartbeat(taskManager, report(taskManager, TaskState.RUNNING));
        shell.heartbeat("tm2", report("tm2", TaskState.INITIALIZING));
    }

    @Test
    void isCompleteWhenAllHaveAcknowledgedAndTheMetadataIsDurable() {
        run(job());
        beat(10_000);
        CheckpointOrder order = lastOrder();
        acknowledge("tm1", order);
        acknowledge("tm1", order);
        assertThat(shell.all(Effect.StoreCheckpoint.class)).isEmpty();
        acknowledge("tm2", order);
        assertThat(shell.sent("tm1", CheckpointCompleted.class)).isEmpty();
        CheckpointMetadata metadata = stored(order);
        assertThat(metadata.operators()).extracting(OperatorState::name).containsExactly("source", "sum");
        assertThat(shell.sent("tm1", CheckpointCompleted.class)).hasSize(1);
        assertThat(shell.sent("tm2", CheckpointCompleted.class)).hasSize(1);
    }

    @Test
    void doesNotBeginAnotherBeforeTheFirstHasEnded() {
        run(job());
        beat(10_000);
        beat(10_000);
        beat(10_000);
        assertThat(triggered("tm1")).hasSize(1);
        CheckpointOrder order = lastOrder();
        acknowledge("tm1", order);
        acknowledge("tm2", order);
        stored(order);
        assertThat(triggered("tm1")).hasSize(2);
    }

    @Test
    void pausesBetweenTwo() {
        run(job().with("execution.checkpointing.min-pause", "8 s"));
        beat(10_000);
        CheckpointOrder order = lastOrder();
        beat(9_000);
        acknowledge("tm1", order);
        acknowledge("tm2", order);
        stored(order);
        beat(7_999);
        assertThat(triggered("tm1")).hasSize(1);
        beat(1);
        assertThat(triggered("tm1")).hasSize(2);
    }

    @Test
    void whatIsLateOrUnknownDoesNoHarm() {
        run(job());
        checkpoint();
        acknowledge("tm1", new CheckpointOrder(1, 0, CheckpointKind.CHECKPOINT, "x"));
        acknowledge("tm1", new CheckpointOrder(77, 0, CheckpointKind.CHECKPOINT, "x"));
        shell.handle(new Event.CheckpointStored(graph.jobId(), 77, DIRECTORY + "/chk-77"));
        shell.handle(new Event.CheckpointStoreFailed(graph.jobId(), 78, Failure.because("x")));
        assertThat(shell.status(graph.jobId())).isEqualTo(JobStatus.RUNNING);
        assertThat(deleted()).containsExactly(DIRECTORY + "/chk-77");
    }

    // ---- failing

    @Test
    void failsTheJobWithTheCauseIfACheckpointFails() {
        run(job());
        beat(10_000);
        shell.handle(new Event.MessageArrived(new JobManagerMessage.CheckpointDeclined(
                new TaskManagerId("tm1"), graph.jobId(), 1, Failure.of(new IOException("quota exceeded")))));
        assertThat(shell.sent("tm2", CheckpointAborted.class)).hasSize(1);
        assertThat(shell.status(graph.jobId())).isEqualTo(JobStatus.RESTARTING);
        assertThat(failure().message())
                .contains("Checkpoint 1")
                .contains("tolerable-failed-checkpoints")
                .contains("quota exceeded");
    }

    @Test
    void toleratesSoManyFailuresInARow() {
        run(job().with("execution.checkpointing.tolerable-failed-checkpoints", "2")
                .with("execution.checkpointing.timeout", "1 s"));
        for (int i = 0; i < 2; i++) {
            letOneTimeOut();
            letOneTimeOut();
            CheckpointOrder order = awaitOrder();
            acknowledge("tm1", order);
            acknowledge("tm2", order);
            stored(order);
            assertThat(shell.status(graph.jobId())).isEqualTo(JobStatus.RUNNING);
        }
        letOneTimeOut();
        letOneTimeOut();
        letOneTimeOut();
        assertThat(shell.status(graph.jobId())).isEqualTo(JobStatus.RESTARTING);
        assertThat(failure().message())
                .contains("was not complete after 1000 ms")
                .contains("2 tasks");
    }

    private void letOneTimeOut() {
        awaitOrder();
        beat(1_000);
    }

    private CheckpointOrder awaitOrder() {
        int before = triggered("tm1").size();
        for (int seconds = 0; seconds < 20 && triggered("tm1").size() == before; seconds++) {
            beat(1_000);
        }
        return lastOrder();
    }

    @Test
    void aTaskFailureAbortsItAndDoesNotCount() {
        run(job());
        beat(10_000);
        fail("tm1", new IllegalStateException("user's bug"));
        assertThat(shell.sent("tm2", CheckpointAborted.class)).hasSize(1);
        assertThat(failure().message()).isEqualTo("user's bug");
    }

    @Test
    void storingThatEndsTooLateChangesNothing() {
        run(job());
        beat(10_000);
        CheckpointOrder order = lastOrder();
        acknowledge("tm1", order);
        acknowledge("tm2", order);
        fail("tm1", new IllegalStateException("user's bug"));
        stored(order);
        assertThat(shell.sent("tm2", CheckpointCompleted.class)).isEmpty();
        assertThat(deleted()).contains(DIRECTORY + "/chk-1");
        restart();
        assertThat(task("tm1").restore()).isNull();
    }

    private void restart() {
        shell.change("tm1", report("tm1", TaskState.CANCELED));
        shell.change("tm2", report("tm2", TaskState.CANCELED));
        shell.pass(1_000);
    }

    @Test
    void filesOfOneThatFailedGoTwice() {
        run(job().with("execution.checkpointing.tolerable-failed-checkpoints", "9"));
        beat(10_000);
        shell.handle(new Event.MessageArrived(new JobManagerMessage.CheckpointDeclined(
                new TaskManagerId("tm1"), graph.jobId(), 1, Failure.because("x"))));
        beat(9_000);
        assertThat(deleted()).isEmpty();
        beat(1_000);
        assertThat(deleted()).containsExactly(DIRECTORY + "/chk-1");
        CheckpointOrder order = lastOrder();
        assertThat(order.id()).isEqualTo(2);
        acknowledge("tm1", order);
        acknowledge("tm2", order);
        stored(order);
        assertThat(deleted()).containsExactly(DIRECTORY + "/chk-1", DIRECTORY + "/chk-1");
    }

    // ---- files

    @Test
    void deletesWhatIsSubsumed() {
        run(job().with("execution.checkpointing.num-retained", "2"));
        checkpoint();
        checkpoint();
        assertThat(deleted()).isEmpty();
        checkpoint();
        assertThat(deleted()).containsExactly(DIRECTORY + "/chk-1");
    }

    @Test
    void keepsFilesThatLaterCheckpointsReferTo() {
        run(job());
        String shared = DIRECTORY + "/shared/a";
        String inOld = DIRECTORY + "/chk-1/tm2";
        for (String[] files : new String[][] {{shared, inOld}, {shared, inOld}, {"x", "y"}}) {
            beat(10_000);
            CheckpointOrder order = lastOrder();
            acknowledge("tm1", order, false, files[0]);
            acknowledge("tm2", order, false, files[1]);
            stored(order);
            if (order.id() == 2) {
                assertThat(deleted()).containsExactly(DIRECTORY + "/chk-1/_metadata");
            }
        }
        assertThat(deleted())
                .containsExactlyInAnyOrder(
                        DIRECTORY + "/chk-1/_metadata", shared, DIRECTORY + "/chk-1", DIRECTORY + "/chk-2");
    }

    /** @param tables all that the backend has, whichever checkpoint they were uploaded for */
    private static KeyedSnapshot.Files incremental(String... tables) {
        return new KeyedSnapshot.Files(
                new KeyGroupRange(0, 127),
                "rocksdb",
                new StateHandle.Inline(new byte[0]),
                0,
                Stream.of(tables)
                        .map(table -> new BackendFile("1.sst", new StateHandle.Stored(table, List.of()), 0))
                        .toList());
    }

    private void complete(CheckpointOrder order, String... tables) {
        acknowledge("tm1", order, false, order.directory() + "/tm1", incremental(tables));
        acknowledge("tm2", order);
        stored(order);
    }

    @Test
    void keepsTablesForAsLongAsIncrementalCheckpointsShareThem() {
        run(job());
        String first = DIRECTORY + "/chk-1";
        beat(10_000);
        complete(lastOrder(), first + "/a", first + "/b");
        beat(10_000);
        complete(lastOrder(), first + "/a", DIRECTORY + "/chk-2/c");
        assertThat(deleted())
                .containsExactlyInAnyOrder(first + "/_metadata", first + "/tm1", first + "/tm2", first + "/b");
        beat(10_000);
        complete(lastOrder(), first + "/a");
        assertThat(deleted()).hasSize(5).contains(DIRECTORY + "/chk-2");
        beat(10_000);
        complete(lastOrder());
        assertThat(deleted()).hasSize(7).contains(first, DIRECTORY + "/chk-3");
    }

    @Test
    void keepsTablesThatACheckpointUnderWayMayReferTo() {
        run(job().with("execution.checkpointing.max-concurrent-checkpoints", "2"));
        String table = DIRECTORY + "/chk-1/a";
        beat(10_000);
        complete(lastOrder(), table);
        beat(10_000);
        CheckpointOrder second = lastOrder();
        beat(10_000);
        CheckpointOrder third = lastOrder();
        complete(second, DIRECTORY + "/chk-2/merged");
        assertThat(deleted())
                .as("tasks that began the third knew of the first alone")
                .isEmpty();
        complete(third, table);
        assertThat(deleted())
                .contains(DIRECTORY + "/chk-1/_metadata", DIRECTORY + "/chk-2")
                .doesNotContain(table);
        assertThat(deleted()).doesNotContain(DIRECTORY + "/chk-1");
        beat(10_000);
        complete(lastOrder());
        assertThat(deleted()).contains(DIRECTORY + "/chk-1");
    }

    @Test
    void tablesOfACheckpointThatFailedGoAndThoseItSharesStay() {
        run(job().with("execution.checkpointing.tolerable-failed-checkpoints", "9"));
        String table = DIRECTORY + "/chk-1/a";
        beat(10_000);
        complete(lastOrder(), table);
        beat(10_000);
        CheckpointOrder failed = lastOrder();
        acknowledge("tm1", failed, false, failed.directory() + "/tm1", incremental(table, failed.directory() + "/b"));
        shell.handle(new Event.MessageArrived(new JobManagerMessage.CheckpointDeclined(
                new TaskManagerId("tm2"), graph.jobId(), failed.id(), Failure.because("x"))));
        beat(10_000);
        assertThat(deleted()).containsExactly(failed.directory());
    }

    @Test
    void anEndedJobLeavesWhatItsSettingsSay() {
        run(job().with("execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION"));
        checkpoint();
        shell.ask(new ClientRequest.CancelJob(graph.jobId()));
        restart();
        assertThat(shell.status(graph.jobId())).isEqualTo(JobStatus.CANCELED);
        Effect.SweepFiles sweep = shell.last(Effect.SweepFiles.class);
        assertThat(sweep.directory()).isEqualTo(DIRECTORY);
        assertThat(sweep.keep()).contains(DIRECTORY + "/chk-1");
    }

    @Test
    void aFinishedJobLeavesNothing() {
        run(job().with("execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION"));
        checkpoint();
        shell.change("tm1", report("tm1", TaskState.FINISHED));
        shell.change("tm2", report("tm2", TaskState.FINISHED));
        assertThat(shell.last(Effect.SweepFiles.class).keep()).isEmpty();
        shell.handle(new Event.FilesSwept(graph.jobId()));
        shell.failOver();
        assertThat(shell.last(Effect.SweepFiles.class).directory()).isEqualTo(DIRECTORY);
        shell.pass(10_000);
        assertThat(shell.all(Effect.SweepFiles.class)).hasSize(2);
        shell.handle(new Event.FilesSwept(graph.jobId()));
        shell.failOver();
        assertThat(shell.all(Effect.SweepFiles.class)).isEmpty();
    }

    // ---- tasks that end

    private void atEnd(String taskManager) {
        TaskDeployment task = task(taskManager);
        shell.change(taskManager, new TaskReport(task.attempt(), task.slot(), TaskState.RUNNING, true, null, Map.of()));
    }

    @Test
    void beginsOneAtOnceWhenAllTasksWaitForIt() {
        run(job());
        atEnd("tm1");
        assertThat(triggered("tm1")).isEmpty();
        atEnd("tm2");
        assertThat(triggered("tm1")).hasSize(1);
        shell.handle(new Event.MessageArrived(new JobManagerMessage.CheckpointDeclined(
                new TaskManagerId("tm1"), graph.jobId(), 1, Failure.because("x"))));
    }

    @Test
    void finishedTasksKeepTheStateOfTheirLastSnapshot() {
        run(job());
        atEnd("tm1");
        beat(10_000);
        CheckpointOrder order = lastOrder();
        acknowledge("tm1", order, true, order.directory() + "/tm1");
        acknowledge("tm2", order);
        SubtaskState last = stored(order).operators().get(0).subtasks().get(0);
        shell.change("tm1", report("tm1", TaskState.FINISHED));
        shell.pass(10_000);
        CheckpointOrder next = lastOrder();
        assertThat(next.id()).isEqualTo(2);
        acknowledge("tm2", next);
        SubtaskState kept = stored(next).operators().get(0).subtasks().get(0);
        assertThat(last.finished())
                .as("it has yet to commit what that checkpoint holds")
                .isFalse();
        assertThat(kept).isEqualTo(new SubtaskState(true, last.keyed(), last.operatorState(), List.of()));
        assertThat(deleted()).containsExactly(DIRECTORY + "/chk-1/_metadata", DIRECTORY + "/chk-1/tm2");
    }

    @Test
    void aTaskThatFinishesWhileItIsAwaitedIsAwaitedNoMore() {
        run(job());
        beat(10_000);
        CheckpointOrder order = lastOrder();
        acknowledge("tm2", order);
        shell.change("tm1", report("tm1", TaskState.FINISHED));
        assertThat(stored(order).operators().get(0).subtasks().get(0).finished())
                .isTrue();
    }

    @Test
    void makesNoneAfterTasksHaveFinishedIfToldSo() {
        run(job().with("execution.checkpointing.checkpoints-after-tasks-finish", "false"));
        shell.change("tm1", report("tm1", TaskState.FINISHED));
        shell.pass(30_000);
        assertThat(triggered("tm2")).isEmpty();
    }

    // ---- restoring

    @Test
    void restoresFromTheLatest() {
        run(job());
        checkpoint();
        checkpoint();
        fail("tm1", new IllegalStateException("user's bug"));
        restart();
        TaskRestore restore = task("tm2").restore();
        assertThat(restore.checkpoint()).isEqualTo(2);
        assertThat(restore.operators().get(0).operatorState()).hasSize(1);
        shell.allReport(TaskState.RUNNING);
        assertThat(checkpoint().order().id()).isEqualTo(3);
    }

    @Test
    void aNewJobManagerReadsTheLatestAndGoesOnWithHigherIds() {
        run(job());
        CheckpointMetadata metadata = checkpoint();
        TaskReport[] tasks = {report("tm1", TaskState.RUNNING), report("tm2", TaskState.RUNNING)};
        shell.failOver();
        shell.register("tm1", 1, tasks[0]);
        shell.register("tm2", 1, tasks[1]);
        assertThat(shell.sent("tm1", CheckpointCompleted.class))
                .as("what a connection may have lost is said again")
                .hasSize(1);
        shell.handle(new Event.CheckpointLoaded(graph.jobId(), DIRECTORY + "/chk-1", metadata));
        assertThat(shell.last(Effect.SweepFiles.class).keep()).contains(DIRECTORY + "/chk-1");
        shell.pass(20_000);
        assertThat(triggered("tm1")).as("what is new must not be swept").isEmpty();
        shell.handle(new Event.FilesSwept(graph.jobId()));
        shell.pass(10_000);
        assertThat(lastOrder().id()).isGreaterThan(10);
    }

    @Test
    void waitsForTheCheckpointToBeRead() {
        run(job());
        CheckpointMetadata metadata = checkpoint();
        fail("tm1", new IllegalStateException("user's bug"));
        shell.failOver();
        shell.register("tm1", 1);
        shell.register("tm2", 1);
        for (int i = 0; i < 7; i++) {
            shell.pass(10_000);
            shell.heartbeat("tm1");
            shell.heartbeat("tm2");
        }
        assertThat(shell.deployments()).isEmpty();
        assertThat(shell.job(graph.jobId()).waitingFor()).contains(DIRECTORY + "/chk-1 to be read");
        shell.handle(new Event.CheckpointLoadFailed(
                graph.jobId(), DIRECTORY + "/chk-1", Failure.of(new IOException("safe mode"))));
        assertThat(shell.job(graph.jobId()).waitingFor()).contains("safe mode");
        shell.pass(5_000);
        assertThat(shell.all(Effect.LoadCheckpoint.class)).hasSize(2);
        shell.handle(new Event.CheckpointLoaded(graph.jobId(), DIRECTORY + "/chk-1", metadata));
        assertThat(shell.deployments()).hasSize(2);
        assertThat(shell.deployments()).allMatch(task -> task.restore().checkpoint() == 1);
    }

    @Test
    void takesTheOneBeforeIfTheLatestIsCorrupt() {
        run(job().with("execution.checkpointing.num-retained", "2"));
        checkpoint();
        checkpoint();
        fail("tm1", new IllegalStateException("user's bug"));
        restart();
        fail("tm1", new IllegalStateException(new CorruptCheckpointException("State file x is damaged")));
        fail("tm2", new IllegalStateException(new CorruptCheckpointException("State file x is damaged")));
        shell.pass(1_000);
        assertThat(task("tm1").restore().checkpoint()).isEqualTo(1);
        shell.allReport(TaskState.RUNNING);
        assertThat(checkpoint().order().id()).isEqualTo(3);
    }

    @Test
    void failsIfNoneIsLeft() {
        run(job());
        checkpoint();
        fail("tm1", new IllegalStateException("user's bug"));
        restart();
        fail("tm1", new CorruptCheckpointException("State file x is damaged"));
        shell.change("tm2", report("tm2", TaskState.CANCELED));
        shell.pass(1_000);
        assertThat(shell.status(graph.jobId())).isEqualTo(JobStatus.FAILED);
        assertThat(failure().message()).contains("no checkpoint left").contains("State file x is damaged");
        assertThat(deleted()).isEmpty();
        assertThat(shell.all(Effect.SweepFiles.class)).isEmpty();
    }

    // ---- starting from a savepoint

    private CheckpointMetadata savepoint(OperatorState... operators) {
        CheckpointOrder order = new CheckpointOrder(41, 0, CheckpointKind.SAVEPOINT, "hdfs:///savepoints/s");
        return new CheckpointMetadata(graph.jobId(), "former", order, List.of(operators));
    }

    private void start(Graphs job) {
        graph = job.with("execution.state-recovery.path", "hdfs:///savepoints/s")
                .build();
        shell.submit(graph);
        shell.register("tm1", 1);
        shell.register("tm2", 1);
    }

    @Test
    void startsFromASavepointAndLeavesItAlone() {
        start(job());
        assertThat(shell.deployments()).isEmpty();
        shell.handle(new Event.CheckpointLoaded(graph.jobId(), "hdfs:///savepoints/s", savepoint()));
        assertThat(task("tm1").restore().checkpoint()).isEqualTo(41);
        shell.allReport(TaskState.RUNNING);
        assertThat(checkpoint().order().id()).isEqualTo(42);
        assertThat(deleted()).isEmpty();
    }

    @Test
    void deletesASavepointThatItHasClaimedWhenItIsSubsumed() {
        start(job().with("execution.state-recovery.claim-mode", "CLAIM"));
        shell.handle(new Event.CheckpointLoaded(graph.jobId(), "hdfs:///savepoints/s", savepoint()));
        shell.allReport(TaskState.RUNNING);
        checkpoint();
        assertThat(deleted()).containsExactly("hdfs:///savepoints/s");
    }

    @Test
    void deletesAlsoTheTablesThatAClaimedIncrementalCheckpointSharesWithEarlierOnes() {
        start(job().with("execution.state-recovery.claim-mode", "CLAIM"));
        KeyedSnapshot keyed = incremental("hdfs:///savepoints/s/a", "hdfs:///savepoints/before/b");
        OperatorState source = new OperatorState(
                new OperatorId(0, 0), "source", 32768, null, List.of(new SubtaskState(false, keyed, null, List.of())));
        shell.handle(new Event.CheckpointLoaded(graph.jobId(), "hdfs:///savepoints/s", savepoint(source)));
        shell.allReport(TaskState.RUNNING);
        assertThat(deleted()).isEmpty();
        checkpoint();
        assertThat(deleted()).containsExactlyInAnyOrder("hdfs:///savepoints/s", "hdfs:///savepoints/before/b");
    }

    @Test
    void refersToNoFileOfWhatItWasStartedFromUnlessItHasClaimedIt() {
        OperatorStateSnapshot state =
                new OperatorStateSnapshot(new StateHandle.Stored("hdfs:///savepoints/s/data", List.of()), 0, List.of());
        OperatorState finished = new OperatorState(
                new OperatorId(0, 0), "source", 128, null, List.of(new SubtaskState(true, null, state, List.of())));
        start(job());
        shell.handle(new Event.CheckpointLoaded(graph.jobId(), "hdfs:///savepoints/s", savepoint(finished)));
        assertThat(task("tm1").restore().finished()).isTrue();
        shell.change("tm1", report("tm1", TaskState.FINISHED));
        shell.change("tm2", report("tm2", TaskState.RUNNING));
        shell.pass(10_000);
        shell.heartbeat("tm2", report("tm2", TaskState.RUNNING));
        CheckpointOrder order = triggered("tm2").get(0).order();
        acknowledge("tm2", order);
        CheckpointMetadata made = stored(order);
        assertThat(made.operators().get(0).subtasks().get(0).finished()).isTrue();
        assertThat(CheckpointFiles.of(made)).containsExactly(order.directory() + "/tm2");
    }

    @Test
    void saysWhyItCanNotStartFromASavepoint() {
        start(job());
        shell.handle(new Event.CheckpointLoadFailed(
                graph.jobId(), "hdfs:///savepoints/s", Failure.of(new IOException("There is no such file"))));
        assertThat(shell.status(graph.jobId())).isEqualTo(JobStatus.FAILED);
        assertThat(failure().message()).contains("can not start from hdfs:///savepoints/s: There is no such file");
    }

    @Test
    void saysWhichStateNobodyTakesAndDeletesNoneOfIt() {
        start(job().with("execution.state-recovery.claim-mode", "CLAIM"));
        OperatorState unknown = new OperatorState(
                new OperatorId(9, 9),
                "gone",
                128,
                null,
                List.of(new SubtaskState(
                        false,
                        null,
                        new OperatorStateSnapshot(new StateHandle.Inline(new byte[0]), 0, List.of()),
                        List.of())));
        shell.handle(new Event.CheckpointLoaded(graph.jobId(), "hdfs:///savepoints/s", savepoint(unknown)));
        assertThat(shell.status(graph.jobId())).isEqualTo(JobStatus.FAILED);
        assertThat(failure().message()).contains("'gone'").contains("--allow-non-restored-state");
        assertThat(deleted()).isEmpty();
    }

    // ---- savepoints

    private int savepoints;

    private ReplyHandle ask(CheckpointKind kind, String directory) {
        return shell.ask(
                new ClientRequest.TriggerSavepoint(graph.jobId(), directory, "savepoint-" + ++savepoints, kind));
    }

    private String reason(ReplyHandle reply) {
        return ((ClientResponse.Refused) shell.answerTo(reply)).reason();
    }

    @Test
    void makesASavepointWhichIsNotItsOwn() {
        run(job());
        checkpoint();
        ReplyHandle reply = ask(CheckpointKind.SAVEPOINT, "/savepoints");
        CheckpointOrder order = lastOrder();
        assertThat(order.directory()).isEqualTo("hdfs:///savepoints/savepoint-1");
        assertThat(order.kind()).isEqualTo(CheckpointKind.SAVEPOINT);
        acknowledge("tm1", order);
        acknowledge("tm2", order);
        assertThat(shell.answerTo(reply)).isNull();
        stored(order);
        assertThat(shell.answerTo(reply)).isEqualTo(new ClientResponse.SavepointStored(order.directory()));
        assertThat(shell.sent("tm1", CheckpointCompleted.class)).hasSize(1);
        checkpoint();
        checkpoint();
        assertThat(deleted()).containsExactly(DIRECTORY + "/chk-1", DIRECTORY + "/chk-3");
        fail("tm1", new IllegalStateException("user's bug"));
        restart();
        assertThat(task("tm1").restore().checkpoint()).isEqualTo(4);
    }

    @Test
    void saysWhyThereIsNoSavepoint() {
        run(job());
        assertThat(reason(ask(CheckpointKind.SAVEPOINT, null))).contains("execution.checkpointing.savepoint-dir");
        ReplyHandle reply = ask(CheckpointKind.SAVEPOINT, "hdfs:///savepoints");
        shell.handle(new Event.MessageArrived(new JobManagerMessage.CheckpointDeclined(
                new TaskManagerId("tm1"), graph.jobId(), 1, Failure.of(new IOException("quota exceeded")))));
        assertThat(reason(reply)).contains("quota exceeded");
        assertThat(shell.status(graph.jobId())).as("the job goes on").isEqualTo(JobStatus.RUNNING);
        fail("tm1", new IllegalStateException("user's bug"));
        assertThat(reason(ask(CheckpointKind.SAVEPOINT, "hdfs:///savepoints"))).contains("not all of its tasks");
    }

    @Test
    void stopsWithASavepoint() {
        run(job());
        checkpoint();
        ReplyHandle reply = ask(CheckpointKind.STOP, "hdfs:///savepoints");
        CheckpointOrder order = lastOrder();
        assertThat(order.kind()).isEqualTo(CheckpointKind.STOP);
        assertThat(reason(ask(CheckpointKind.DRAIN, "hdfs:///savepoints"))).contains("already");
        beat(20_000);
        assertThat(lastOrder()).as("no other is begun").isEqualTo(order);
        acknowledge("tm1", order);
        acknowledge("tm2", order);
        stored(order);
        assertThat(shell.answerTo(reply)).isEqualTo(new ClientResponse.SavepointStored(order.directory()));
        assertThat(shell.sent("tm1", CheckpointCompleted.class)).hasSize(2);
        shell.change("tm1", report("tm1", TaskState.FINISHED));
        shell.change("tm2", report("tm2", TaskState.FINISHED));
        assertThat(shell.status(graph.jobId())).isEqualTo(JobStatus.FINISHED);
        assertThat(deleted()).doesNotContain(order.directory());
        assertThat(shell.last(Effect.SweepFiles.class).keep()).isEmpty();
    }

    @Test
    void whoAsksAgainForASavepointGetsTheSameOne() {
        run(job());
        ClientRequest request = new ClientRequest.TriggerSavepoint(
                graph.jobId(), "hdfs:///savepoints", "savepoint-again", CheckpointKind.STOP);
        ReplyHandle first = shell.ask(request);
        ReplyHandle second = shell.ask(request);
        CheckpointOrder order = lastOrder();
        acknowledge("tm1", order);
        acknowledge("tm2", order);
        stored(order);
        ClientResponse stored = new ClientResponse.SavepointStored(order.directory());
        assertThat(shell.answerTo(first)).isEqualTo(stored);
        assertThat(shell.answerTo(second)).isEqualTo(stored);
        shell.change("tm1", report("tm1", TaskState.FINISHED));
        shell.change("tm2", report("tm2", TaskState.FINISHED));
        assertThat(shell.status(graph.jobId())).isEqualTo(JobStatus.FINISHED);
        assertThat(shell.answerTo(shell.ask(request)))
                .as("and when the job has ended")
                .isEqualTo(stored);
        assertThat(shell.sent("tm1", TriggerCheckpoint.class)).hasSize(1);
    }

    @Test
    void theNextJobManagerKnowsWhatBecameOfSavepoints() {
        run(job());
        ask(CheckpointKind.SAVEPOINT, "hdfs:///savepoints");
        CheckpointOrder whole = lastOrder();
        acknowledge("tm1", whole);
        acknowledge("tm2", whole);
        stored(whole);
        ask(CheckpointKind.SAVEPOINT, "hdfs:///savepoints");
        CheckpointOrder half = lastOrder();
        acknowledge("tm1", half);
        shell.failOver();
        assertThat(deleted()).containsExactly(half.directory());
        savepoints = 0;
        assertThat(shell.answerTo(ask(CheckpointKind.SAVEPOINT, "hdfs:///savepoints")))
                .isEqualTo(new ClientResponse.SavepointStored(whole.directory()));
        assertThat(reason(ask(CheckpointKind.SAVEPOINT, "hdfs:///savepoints"))).contains("the JobManager was lost");
    }

    @Test
    void aSavepointThatFailsLeavesNoDirectory() {
        run(job());
        ReplyHandle reply = ask(CheckpointKind.STOP, "hdfs:///savepoints");
        CheckpointOrder order = lastOrder();
        acknowledge("tm1", order);
        fail("tm2", new IllegalStateException("user's bug"));
        assertThat(reason(reply)).contains("The savepoint failed", "user's bug");
        assertThat(deleted()).contains(order.directory());
        shell.ask(new ClientRequest.CancelJob(graph.jobId()));
        assertThat(reason(ask(CheckpointKind.STOP, "hdfs:///savepoints"))).contains("CANCELLING");
    }

    @Test
    void tellsTasksThatComeBackOfTheSavepointThatIsGivenUp() {
        run(job());
        TaskReport[] tasks = {report("tm1", TaskState.RUNNING), report("tm2", TaskState.RUNNING)};
        ask(CheckpointKind.DRAIN, "hdfs:///savepoints");
        CheckpointOrder order = lastOrder();
        shell.failOver();
        shell.register("tm1", 1, tasks[0]);
        shell.register("tm2", 1, tasks[1]);
        assertThat(shell.sent("tm1", CheckpointAborted.class))
                .as("it has ended its input for it and waits")
                .extracting(CheckpointAborted::checkpoint)
                .containsExactly(order.id());
    }

    @Test
    void goesOnFromTheSavepointThatItWasToStopWith() {
        run(job());
        checkpoint();
        ask(CheckpointKind.STOP, "hdfs:///savepoints");
        CheckpointOrder order = lastOrder();
        acknowledge("tm1", order);
        acknowledge("tm2", order);
        stored(order);
        fail("tm1", new IllegalStateException("cannot commit"));
        restart();
        assertThat(task("tm1").restore().checkpoint())
                .as("what it holds has been committed")
                .isEqualTo(order.id());
    }
}

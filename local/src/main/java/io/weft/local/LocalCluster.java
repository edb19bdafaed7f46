package io.weft.local;

import io.weft.api.config.Configuration;
import io.weft.api.config.TaskManagerOptions;
import io.weft.jobmanager.JobManager;
import io.weft.jobmanager.port.Effect;
import io.weft.jobmanager.port.Event;
import io.weft.jobmanager.port.JobManagerSettings;
import io.weft.jobmanager.port.ReplyHandle;
import io.weft.jobmanager.shell.CheckpointFilesDriver;
import io.weft.jobmanager.shell.JobManagerDriver;
import io.weft.model.Clock;
import io.weft.model.Epoch;
import io.weft.model.TaskManagerId;
import io.weft.model.TaskManagerLocation;
import io.weft.model.checkpoint.CheckpointStorage;
import io.weft.model.client.JobManagerGateway;
import io.weft.model.message.ClientRequest;
import io.weft.model.message.ClientResponse;
import io.weft.model.message.JobManagerMessage;
import io.weft.runtime.code.UserCode;
import io.weft.runtime.taskmanager.JobManagerLink;
import io.weft.runtime.taskmanager.TaskManager;
import io.weft.runtime.taskmanager.TaskManagerPorts;
import io.weft.runtime.taskmanager.TaskManagerSettings;
import io.weft.state.backend.StateBackends;
import io.weft.state.snapshot.FileCheckpointStorage;
import io.weft.state.snapshot.LocalCopies;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cluster for one job: a JobManager and a TaskManager that call each other. It ends with its job; its JobManager's thread keeps the JVM
 * alive until then. Thread-safe.
 */
final class LocalCluster implements JobManagerGateway {

    private static final Logger LOG = LoggerFactory.getLogger(LocalCluster.class);

    /** Nobody is lost in one JVM, but all may stand still in a debugger. */
    private static final long HEARTBEAT_TIMEOUT_MS = Duration.ofDays(1).toMillis();

    /** For state outside the heap, if a job keeps any there. */
    private static final long LOCAL_STATE_BYTES = 128L * 1024 * 1024;

    private static final long HEARTBEAT_INTERVAL_MS = 1_000;
    private static final long RESULT_LINGERS_MS = 1_000;
    /** How long its end waits for tasks that do not end, and for a file system that does not answer. */
    private static final long END_PATIENCE_MS = 10_000;

    private final JobManagerDriver driver;
    private final TaskManager taskManager;
    private final ScheduledExecutorService taskManagerControl;
    private final Map<ReplyHandle, CompletableFuture<ClientResponse>> asked = new ConcurrentHashMap<>();
    private final AtomicLong lastHandle = new AtomicLong();
    private final CheckpointStorage storage = new FileCheckpointStorage();
    /** For checkpoints of jobs that name no directory; made when the first is. */
    private final String temporaryDirectory =
            "file://" + System.getProperty("java.io.tmpdir") + "/weft-checkpoints-" + UUID.randomUUID();

    private final CheckpointFilesDriver checkpointFiles = new CheckpointFilesDriver(storage, this::post);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    /** The JobManager's thread's own. */
    private Effect.SweepFiles lastSweep;

    private volatile Exception whyOver;

    private LocalCluster(int slots, Configuration settings, ClassLoader userCode) {
        JobManager jobManager = new JobManager(
                jobManagerSettings(slots, temporaryDirectory), new Epoch(1), List.of(), Clock.SYSTEM.nowMs());
        driver = new JobManagerDriver(jobManager, new Effects(), Clock.SYSTEM, this::onFault);
        taskManagerControl = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "weft-taskmanager");
            thread.setDaemon(true);
            return thread;
        });
        taskManager = new TaskManager(
                taskManagerSettings(slots, settings),
                new TaskManagerPorts(
                        taskManagerControl,
                        TaskManagerPorts.writerThreads(),
                        new StateBackends(settings, LOCAL_STATE_BYTES),
                        LocalCopies.NONE,
                        Clock.SYSTEM,
                        new NoRemoteChannels(),
                        (to, message) -> {
                            throw new IllegalStateException("There is no other TaskManager to send to: " + to);
                        },
                        UserCode.present(userCode),
                        LocalCluster::onTaskManagerEnd));
    }

    /** It shares its JVM with the program and can't end it. */
    private static void onTaskManagerEnd(String reason, boolean failure) {
        if (failure) {
            LOG.error("The TaskManager should end, but shares its JVM: {}", reason);
        }
    }

    /** A running cluster with so many slots. */
    static LocalCluster start(int slots, Configuration settings, ClassLoader userCode) {
        LocalCluster cluster = new LocalCluster(slots, settings, userCode);
        new Thread(cluster.driver, "weft-jobmanager").start();
        cluster.taskManager.start();
        cluster.taskManager.requestConnect(cluster.new Link());
        return cluster;
    }

    private static JobManagerSettings jobManagerSettings(int slots, String checkpointDirectory) {
        JobManagerSettings usual = JobManagerSettings.of(JobManagerSettings.Mode.PER_JOB, slots, checkpointDirectory);
        return usual.withSlots(new JobManagerSettings.Slots(
                        slots,
                        1,
                        0,
                        usual.slots().idleTimeoutMs(),
                        usual.slots().maxFailedStarts()))
                .withLiveness(new JobManagerSettings.Liveness(
                        HEARTBEAT_INTERVAL_MS,
                        HEARTBEAT_TIMEOUT_MS,
                        usual.liveness().deployTimeoutMs(),
                        usual.liveness().recoveryTimeoutMs()))
                .withLingering(new JobManagerSettings.Lingering(RESULT_LINGERS_MS, 0));
    }

    private static TaskManagerSettings taskManagerSettings(int slots, Configuration settings) {
        return new TaskManagerSettings(
                new TaskManagerLocation(new TaskManagerId("local"), "localhost", 0),
                slots,
                settings.get(TaskManagerOptions.TASK_CANCELLATION_INTERVAL).toMillis(),
                settings.get(TaskManagerOptions.TASK_CANCELLATION_TIMEOUT).toMillis(),
                Path.of(System.getProperty("java.io.tmpdir"), "weft-state-" + UUID.randomUUID()));
    }

    @Override
    public CompletableFuture<ClientResponse> ask(ClientRequest request) {
        ReplyHandle handle = new ReplyHandle(lastHandle.incrementAndGet());
        CompletableFuture<ClientResponse> answer = new CompletableFuture<>();
        asked.put(handle, answer);
        driver.post(new Event.ClientAsked(handle, request));
        Exception over = whyOver;
        if (over != null) {
            answer.completeExceptionally(over); // it may have come too late to be found by end()
        }
        return answer;
    }

    /** Completes when nothing is left of the cluster: no task, and nothing that writes or deletes files. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Whoever still asks learns why there is no answer. On the JobManager's thread. */
    private void end(Exception why) {
        driver.stop();
        stopTaskManager();
        if (lastSweep != null) {
            // Once more: what was being written may have made its directory anew behind the first.
            checkpointFiles.sweep(lastSweep);
        }
        checkpointFiles.close(END_PATIENCE_MS);
        try {
            storage.delete(List.of(temporaryDirectory));
        } catch (IOException e) {
            LOG.warn("{} is left behind", temporaryDirectory, e);
        }
        whyOver = why;
        asked.values().forEach(answer -> answer.completeExceptionally(why));
        ended.complete(null);
    }

    private void stopTaskManager() {
        CompletableFuture<Void> stopped = taskManager.requestStop().thenRun(taskManagerControl::shutdown);
        try {
            stopped.get(END_PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn(
                    "The cluster's tasks or the writing of their checkpoints go on after its end: neither has ended within {} ms",
                    END_PATIENCE_MS);
        } catch (ExecutionException e) {
            LOG.warn("The cluster's TaskManager could not be stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Without its JobManager the job can neither go on nor end, and somebody waits for it. */
    private void onFault(Throwable cause) {
        LOG.error("The local cluster ends, and its job with it.", cause);
        end(new IOException(cause.getMessage(), cause));
    }

    private void post(Event event) {
        driver.post(event);
    }

    private final class Link implements JobManagerLink {
        @Override
        public void send(JobManagerMessage message) {
            driver.post(new Event.MessageArrived(message));
        }

        @Override
        public void close(String reason) {
            LOG.warn("The JobManager's thread was silent: {}", reason);
        }
    }

    /** Runs on the JobManager's thread. */
    private final class Effects implements Effect.Handler {
        @Override
        public void onSend(Effect.Send effect) {
            taskManager.requestHandling(effect.message());
        }

        @Override
        public void onReply(Effect.Reply effect) {
            asked.remove(effect.to()).complete(effect.response());
        }

        @Override
        public void onAppend(Effect.Append effect) {
            // Nobody comes after this JobManager.
        }

        @Override
        public void onRequestTaskManagers(Effect.RequestTaskManagers effect) {
            // There is one, and it is there already.
        }

        @Override
        public void onReleaseTaskManager(Effect.ReleaseTaskManager effect) {
            // It ends with the cluster.
        }

        @Override
        public void onStoreCheckpoint(Effect.StoreCheckpoint effect) {
            checkpointFiles.store(effect);
        }

        @Override
        public void onLoadCheckpoint(Effect.LoadCheckpoint effect) {
            checkpointFiles.load(effect);
        }

        @Override
        public void onDeleteFiles(Effect.DeleteFiles effect) {
            checkpointFiles.delete(effect);
        }

        @Override
        public void onSweepFiles(Effect.SweepFiles effect) {
            lastSweep = effect;
            checkpointFiles.sweep(effect);
        }

        @Override
        public void onJobEnded(Effect.JobEnded effect) {
            LOG.info("Job {} is {}", effect.job(), effect.status());
        }

        @Override
        public void onEndCluster(Effect.EndCluster effect) {
            end(new IOException("The job has ended."));
        }

        @Override
        public void onStepDown(Effect.StepDown effect) {
            end(new IOException("The job has ended."));
        }
    }
}

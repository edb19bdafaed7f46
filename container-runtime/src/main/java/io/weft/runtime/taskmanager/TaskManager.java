package io.weft.runtime.taskmanager;

import io.weft.api.execution.JobID;
import io.weft.model.Epoch;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.TaskManagerId;
import io.weft.model.TaskState;
import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.model.message.JobManagerMessage;
import io.weft.model.message.JobManagerMessage.TaskReport;
import io.weft.model.message.SourceMessage;
import io.weft.model.message.TaskManagerMessage;
import io.weft.runtime.channel.LocalChannels;
import io.weft.runtime.channel.RoutedChannels;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks for a JobManager. When the JobManager is lost the tasks go on, and the next one, with a higher epoch, is told of them.
 *
 * <p>Every public method may be called by any thread and hands over to the control thread, where all decisions are made one after
 * another; tasks run on threads of their own.
 */
public final class TaskManager {

    private static final Logger LOG = LoggerFactory.getLogger(TaskManager.class);
    private static final long TICK_MS = 50;
    /** Until a JobManager has said how long it may be silent. */
    private static final long FIRST_TIMEOUT_MS = 60_000;

    private final TaskManagerSettings settings;
    private final TaskManagerPorts ports;
    private final TaskManagerId self;
    private final Checkpoints checkpoints;
    private final Enumerators enumerators;
    private final Tasks tasks;

    // All of these belong to the control thread.
    private JobManagerLink link;
    private Epoch epoch = new Epoch(0);
    private boolean welcome;
    private long heartbeatIntervalMs;
    private long heartbeatTimeoutMs;
    private long heardMs;
    private long saidMs;
    private CompletableFuture<Void> stopped;

    public TaskManager(TaskManagerSettings settings, TaskManagerPorts ports) {
        this.settings = settings;
        this.ports = ports;
        this.self = settings.location().id();
        PeerMessages peers =
                new PeerMessages(self, (to, message) -> requestDelivery(to.attempt(), message), ports.sources());
        this.checkpoints = new Checkpoints(
                self, ports::onControl, ports.writers(), ports.copies(), this::liveTasks, this::sendIfConnected);
        this.enumerators = new Enumerators(peers, checkpoints);
        RoutedChannels channels = new RoutedChannels(self, new LocalChannels(), ports.remoteChannels());
        TaskStarter starter = new TaskStarter(settings, ports, channels, peers, enumerators, checkpoints);
        this.tasks = new Tasks(settings, ports, starter, this::report, this::release);
    }

    /** Begins to keep time. Called once. */
    public void start() {
        var unused = ports.control().scheduleWithFixedDelay(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    }

    /** There is a connection to a JobManager, in place of any before: registers there. */
    public void requestConnect(JobManagerLink newLink) {
        ports.onControl(() -> {
            link = newLink;
            welcome = false;
            heardMs = nowMs();
            heartbeatTimeoutMs = FIRST_TIMEOUT_MS;
            link.send(new JobManagerMessage.Register(settings.location(), settings.slots(), epoch, tasks.reportAll()));
        });
    }

    /** The connection is gone. Tasks go on. */
    public void requestDisconnect(JobManagerLink lostLink) {
        ports.onControl(() -> {
            if (link == lostLink) {
                link = null;
            }
        });
    }

    /** A message from the JobManager. */
    public void requestHandling(TaskManagerMessage message) {
        ports.onControl(() -> handle(message));
    }

    /** A message of another TaskManager's for a reader or an enumerator here. */
    public void requestDelivery(ExecutionAttemptId to, SourceMessage message) {
        ports.onControl(() -> {
            if (message instanceof SourceMessage.ToEnumerator toEnumerator) {
                enumerators.deliver(to, toEnumerator);
            } else if (message instanceof SourceMessage.ToReader toReader) {
                TaskRun run = tasks.find(to);
                if (run != null && !run.hasEnded()) {
                    run.worker().requestDelivery(toReader);
                }
            }
        });
    }

    /**
     * Cancels all tasks; the future completes when they have ended and nothing is written for checkpoints any more. For processes that have
     * other things to do than this.
     */
    public CompletableFuture<Void> requestStop() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        ports.control().execute(() -> {
            stopped = done;
            link = null;
            tasks.cancelAll(nowMs());
            completeStop();
        });
        return done;
    }

    private void completeStop() {
        if (stopped != null && tasks.allEnded()) {
            CompletableFuture<Void> quiet = stopped;
            checkpoints.stop(() -> quiet.complete(null));
        }
    }

    private void handle(TaskManagerMessage message) {
        if (message.epoch().compareTo(epoch) < 0) {
            LOG.warn("Refused {} of {}: {} has been here", message.getClass().getSimpleName(), message.epoch(), epoch);
            return;
        }
        epoch = message.epoch();
        heardMs = nowMs();
        if (message instanceof TaskManagerMessage.Welcome hello) {
            welcome = true;
            heartbeatIntervalMs = hello.heartbeatIntervalMs();
            heartbeatTimeoutMs = hello.heartbeatTimeoutMs();
            saidMs = heardMs;
        } else if (message instanceof TaskManagerMessage.DeployTasks deploy) {
            tasks.deploy(deploy);
        } else if (message instanceof TaskManagerMessage.CancelTasks cancel) {
            tasks.cancel(cancel.tasks(), nowMs());
        } else if (message instanceof TaskManagerMessage.TriggerCheckpoint trigger) {
            triggerCheckpoint(trigger);
        } else if (message instanceof TaskManagerMessage.CheckpointCompleted completed) {
            checkpoints.completed(completed.job(), completed.checkpoint());
            enumerators.checkpointCompleted(completed.job(), completed.checkpoint());
            liveTasks(completed.job()).forEach(run -> run.worker().requestCheckpointCompleted(completed.checkpoint()));
        } else if (message instanceof TaskManagerMessage.CheckpointAborted aborted) {
            checkpoints.abort(aborted.job(), aborted.checkpoint());
            enumerators.checkpointAborted(aborted.job(), aborted.checkpoint());
            liveTasks(aborted.job()).forEach(run -> run.worker().requestCheckpointAborted(aborted.checkpoint()));
        } else if (message instanceof TaskManagerMessage.ReleaseJob release) {
            tasks.release(release.job(), nowMs());
        } else if (message instanceof TaskManagerMessage.Shutdown shutdown) {
            ports.processEnd().end(shutdown.reason(), false);
        }
        // A Heartbeat says only what every message says: that the JobManager lives.
    }

    private void triggerCheckpoint(TaskManagerMessage.TriggerCheckpoint trigger) {
        CheckpointBarrier barrier = trigger.order().barrier();
        checkpoints.order(
                trigger.job(),
                trigger.order(),
                tasks.inlineStateBytes(trigger.job()),
                enumerators.trigger(trigger.job(), barrier));
        liveTasks(trigger.job()).forEach(run -> run.worker().requestCheckpoint(barrier));
    }

    private Collection<TaskRun> liveTasks(JobID job) {
        return tasks.live(job);
    }

    private void release(JobID job) {
        enumerators.release(job);
        checkpoints.release(job);
    }

    private void report(TaskReport report) {
        sendIfConnected(new JobManagerMessage.TaskChanged(self, report));
        if (report.state().isTerminal()) {
            if (report.state() != TaskState.FINISHED) {
                enumerators.taskLost(report.attempt());
            }
            checkpoints.onTaskEnded(report.attempt().job());
        }
        completeStop();
    }

    private void sendIfConnected(JobManagerMessage message) {
        if (link != null) {
            link.send(message);
        }
    }

    private void tick() {
        try {
            long nowMs = nowMs();
            tasks.tick(nowMs);
            keepInTouch(nowMs);
        } catch (RuntimeException e) {
            // An exception would end the ticking for good, silently.
            LOG.error("A regular check failed", e);
        }
    }

    private void keepInTouch(long nowMs) {
        if (link == null) {
            return;
        }
        if (nowMs - heardMs >= heartbeatTimeoutMs) {
            JobManagerLink silent = link;
            link = null;
            silent.close("nothing heard for " + (nowMs - heardMs) + " ms");
        } else if (welcome && nowMs - saidMs >= heartbeatIntervalMs) {
            saidMs = nowMs;
            link.send(new JobManagerMessage.TaskManagerHeartbeat(self, epoch, tasks.reportAll()));
        }
    }

    /** For durations only: never goes back. */
    private long nowMs() {
        return TimeUnit.NANOSECONDS.toMillis(ports.clock().nanos());
    }
}

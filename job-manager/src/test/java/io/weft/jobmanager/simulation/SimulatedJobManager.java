package io.weft.jobmanager.simulation;

import io.weft.jobmanager.JobManager;
import io.weft.jobmanager.port.Effect;
import io.weft.jobmanager.port.Event;
import io.weft.jobmanager.port.JournalRecord;
import io.weft.model.Epoch;
import io.weft.model.TaskManagerId;
import io.weft.model.message.JobManagerMessage;
import io.weft.model.message.TaskManagerMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A JobManager process: the shell around the real control plane, with a slow journal. It can die at any moment. */
final class SimulatedJobManager implements Effect.Handler {

    private final Cluster cluster;
    private final Epoch epoch;
    private final JobManager jobManager;
    private final Map<TaskManagerId, Connection> connections = new HashMap<>();
    /** The TaskManagers that this JobManager has welcomed and not given up. */
    private final Set<TaskManagerId> welcomed = new HashSet<>();

    private final Deque<Effect> held = new ArrayDeque<>();
    private JournalRecord beingWritten;
    private long filesThreadFreeMs;
    private boolean alive = true;
    private boolean over;

    SimulatedJobManager(Cluster cluster, Epoch epoch) {
        this.cluster = cluster;
        this.epoch = epoch;
        jobManager = new JobManager(
                cluster.settings(),
                epoch,
                List.copyOf(cluster.journal()),
                cluster.world().nowMs());
    }

    void start() {
        take(jobManager.start(cluster.world().nowMs()));
    }

    Epoch epoch() {
        return epoch;
    }

    boolean isAlive() {
        return alive;
    }

    boolean hasWelcomed(TaskManagerId id) {
        return welcomed.contains(id);
    }

    long nextWakeupMs() {
        return jobManager.nextWakeupMs();
    }

    /** What is being written may or may not have reached the disk. */
    void crash() {
        alive = false;
        held.clear();
        if (beingWritten != null && cluster.isCurrent(this) && cluster.world().chance(0.5)) {
            cluster.journal().add(beingWritten);
        }
        beingWritten = null;
        List.copyOf(connections.values()).forEach(Connection::breakOff);
    }

    // ---- events

    void handle(Event event) {
        if (alive) {
            if (event instanceof Event.TaskManagerEnded ended) {
                welcomed.remove(ended.taskManager());
            }
            take(jobManager.handle(event, cluster.world().nowMs()));
        }
    }

    void onMessage(Connection connection, JobManagerMessage message) {
        if (alive) {
            if (message instanceof JobManagerMessage.Register) {
                connections.put(message.sender(), connection);
            }
            if (connections.get(message.sender()) == connection) {
                cluster.world().trace("JM%d <- %s", epoch.number(), message);
                handle(new Event.MessageArrived(message));
            }
        }
    }

    void onBroken(Connection connection) {
        TaskManagerId id = connection.client().id();
        if (alive && connections.remove(id, connection)) {
            handle(new Event.ConnectionLost(id));
        }
    }

    private void take(List<Effect> effects) {
        if (over) {
            cluster.truth().onEffectsAfterTheEnd(effects);
        }
        for (Effect effect : effects) {
            cluster.world().trace("JM%d: %s", epoch.number(), effect);
            note(effect);
        }
        cluster.truth().onEffects(this, effects);
        held.addAll(effects);
        carryOut();
        wakeUpLater();
    }

    private void note(Effect effect) {
        if (effect instanceof Effect.Send send && send.message() instanceof TaskManagerMessage.Welcome) {
            welcomed.add(send.to());
        } else if (effect instanceof Effect.ReleaseTaskManager release) {
            welcomed.remove(release.taskManager());
        } else if (effect instanceof Effect.StepDown || effect instanceof Effect.EndCluster) {
            over = true;
        }
    }

    private void wakeUpLater() {
        long wakeupMs = jobManager.nextWakeupMs();
        if (wakeupMs != Long.MAX_VALUE) {
            World world = cluster.world();
            world.after(Math.max(0, wakeupMs - world.nowMs()) + world.between(0, 3), () -> {
                if (jobManager.nextWakeupMs() <= world.nowMs()) {
                    handle(new Event.TimePassed());
                }
            });
        }
    }

    // ---- effects

    private void carryOut() {
        while (alive && beingWritten == null && !held.isEmpty()) {
            held.remove().accept(this);
        }
    }

    @Override
    public void onAppend(Effect.Append effect) {
        beingWritten = effect.entry();
        cluster.world().after(cluster.world().between(0, 20), () -> {
            if (!alive) {
                return;
            }
            if (!cluster.isCurrent(this)) {
                crash();
                return;
            }
            cluster.journal().add(beingWritten);
            beingWritten = null;
            carryOut();
        });
    }

    @Override
    public void onSend(Effect.Send effect) {
        Connection connection = connections.get(effect.to());
        if (effect.message() instanceof TaskManagerMessage.DeployTasks deploy) {
            cluster.truth().onDeploymentSent(effect.to(), deploy);
        }
        if (connection != null && connection.isOpen()) {
            connection.toClient(effect.message());
        }
    }

    @Override
    public void onReply(Effect.Reply effect) {
        if (cluster.isCurrent(this)) {
            cluster.onReply(effect);
        }
    }

    @Override
    public void onRequestTaskManagers(Effect.RequestTaskManagers effect) {
        if (cluster.isCurrent(this)) {
            cluster.yarn().want(effect.total());
        }
    }

    @Override
    public void onReleaseTaskManager(Effect.ReleaseTaskManager effect) {
        if (cluster.isCurrent(this)) {
            cluster.yarn().release(effect.taskManager());
        }
    }

    @Override
    public void onStoreCheckpoint(Effect.StoreCheckpoint effect) {
        cluster.files().store(this, effect);
    }

    @Override
    public void onLoadCheckpoint(Effect.LoadCheckpoint effect) {
        cluster.files().load(this, effect);
    }

    @Override
    public void onDeleteFiles(Effect.DeleteFiles effect) {
        cluster.files().delete(this, effect);
    }

    @Override
    public void onSweepFiles(Effect.SweepFiles effect) {
        cluster.files().sweep(this, effect);
    }

    /** Does something some time later, after all that was to be done before, unless the process has died by then. */
    void onFilesThread(Runnable work) {
        World world = cluster.world();
        filesThreadFreeMs = Math.max(world.nowMs(), filesThreadFreeMs)
                + (cluster.isStormy() && world.chance(0.03) ? world.between(500, 5_000) : world.between(0, 20));
        world.after(filesThreadFreeMs - world.nowMs(), () -> {
            if (alive) {
                work.run();
            }
        });
    }

    @Override
    public void onJobEnded(Effect.JobEnded effect) {}

    @Override
    public void onEndCluster(Effect.EndCluster effect) {
        cluster.onEnd();
    }

    @Override
    public void onStepDown(Effect.StepDown effect) {
        crash();
    }
}

package io.weft.jobmanager.simulation;

import io.weft.api.execution.JobID;
import io.weft.jobmanager.port.Effect;
import io.weft.jobmanager.port.Event;
import io.weft.jobmanager.port.JobManagerSettings;
import io.weft.jobmanager.port.JobManagerSettings.Mode;
import io.weft.jobmanager.port.JournalRecord;
import io.weft.jobmanager.port.ReplyHandle;
import io.weft.model.Epoch;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.TaskManagerId;
import io.weft.model.message.ClientRequest;
import io.weft.model.message.ClientResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A whole session in one thread: JobManagers one after another, TaskManagers, YARN, clients, and the faults that befall them. */
final class Cluster {

    private static final int STORM_MS = 40_000;
    private static final int CALM_MS = 400_000;

    private final World world;
    private final Truth truth = new Truth(this);
    private final List<JournalRecord> journal = new ArrayList<>();
    private final Map<JobID, SimulatedClient> clients = new LinkedHashMap<>();
    private final Map<ReplyHandle, Consumer<ClientResponse>> waiting = new HashMap<>();
    private final Set<TaskManagerId> cutOff = new HashSet<>();
    private final SimulatedYarn yarn;
    private final SimulatedFiles files;
    private final Map<JobID, Flow.Network> networks = new HashMap<>();
    private final Flow.Output output = new Flow.Output();
    private final JobManagerSettings settings = JobManagerSettings.of(
                    Mode.SESSION, SimulatedTaskManager.SLOTS, "hdfs:///checkpoints")
            .withSlots(new JobManagerSettings.Slots(SimulatedTaskManager.SLOTS, 0, 0, 8_000, 50))
            .withLiveness(new JobManagerSettings.Liveness(1_000, 5_000, 2_500, 6_000));
    private final long stormEndsMs;
    private SimulatedJobManager current;
    private long requests;
    private boolean ended;

    Cluster(long seed, boolean tracing) {
        world = new World(seed, tracing);
        stormEndsMs = world.nowMs() + STORM_MS;
        yarn = new SimulatedYarn(this);
        files = new SimulatedFiles(this);
        current = new SimulatedJobManager(this, new Epoch(1));
        current.start();
        yarn.heartbeat();
        int jobs = world.between(1, 3);
        for (int i = 0; i < jobs; i++) {
            JobPlan plan = JobPlan.random(world, i + 1);
            SimulatedClient client = new SimulatedClient(this, plan);
            clients.put(plan.id(), client);
            world.after(world.between(0, 10_000), client::submit);
            if (plan.checkpoints() != null && world.chance(0.5)) {
                world.after(world.between(0, STORM_MS + 20_000), client::savepoint);
                world.after(world.between(0, STORM_MS + 20_000), client::savepoint);
            }
            if (plan.cancelled()) {
                world.after(world.between(0, STORM_MS + 20_000), client::cancel);
            }
        }
        if (world.chance(0.9)) {
            Faults.schedule(this, stormEndsMs);
        }
    }

    // ---- running

    /** Runs until all is over, with all checks. */
    void run() {
        runWhile(() -> !allDone(), "the jobs' ends");
        clients.values().forEach(client -> client.checkEnd(truth));
        runUntil(Math.max(world.nowMs(), stormEndsMs) + 16_000);
        for (SimulatedTaskManager taskManager : yarn.running()) {
            truth.require(
                    !taskManager.isInTouch() || taskManager.tasks().isEmpty(),
                    "%s still has %s",
                    taskManager.id(),
                    taskManager.tasks());
        }
        runWhile(() -> !yarn.isEmpty() || yarn.wanted() > 0, "the release of all TaskManagers");
        runUntil(world.nowMs() + 20_000);
        truth.require(yarn.isEmpty(), "TaskManagers are started although no job is left");
        truth.require(
                current.nextWakeupMs() == Long.MAX_VALUE, "the JobManager waits for something, with nothing left");
        truth.checkJournal(journal);
        clients.values().forEach(client -> client.checkSavepoints(truth));
        clients.values().forEach(client -> truth.checkFiles(client.plan(), client.status(), client.failure()));
        stopTheSession();
    }

    private void stopTheSession() {
        ask(new ClientRequest.StopCluster(), 1000, answer -> {}, () -> {});
        runWhile(() -> !ended, "the end of the session");
    }

    private boolean allDone() {
        return clients.values().stream().allMatch(SimulatedClient::isDone);
    }

    private void runWhile(BooleanSupplier condition, String what) {
        long limitMs = Math.max(stormEndsMs, world.nowMs()) + CALM_MS;
        while (condition.getAsBoolean()) {
            if (!world.step(limitMs)) {
                clients.values().forEach(client -> client.checkEnd(truth));
                throw new AssertionError(what + " did not come");
            }
        }
    }

    private void runUntil(long atMs) {
        while (world.step(atMs)) {
            truth.require(!ended, "the session ended by itself");
        }
    }

    World world() {
        return world;
    }

    Truth truth() {
        return truth;
    }

    SimulatedYarn yarn() {
        return yarn;
    }

    Flow.Network network(JobID job) {
        return networks.computeIfAbsent(job, key -> new Flow.Network());
    }

    Flow.Output output() {
        return output;
    }

    SimulatedFiles files() {
        return files;
    }

    JobManagerSettings settings() {
        return settings;
    }

    List<JournalRecord> journal() {
        return journal;
    }

    JobPlan plan(JobID job) {
        return clients.get(job).plan();
    }

    boolean isStopWanted(JobID job) {
        return clients.get(job).isStopWanted();
    }

    /** True while faults happen. */
    boolean isStormy() {
        return world.nowMs() < stormEndsMs;
    }

    void onEnd() {
        ended = true;
    }

    // ---- JobManagers

    SimulatedJobManager current() {
        return current;
    }

    boolean isCurrent(SimulatedJobManager jobManager) {
        return jobManager == current;
    }

    /** The JobManager dies; or it only seems to, and goes on not knowing that it is replaced. */
    void replaceJobManager() {
        SimulatedJobManager former = current;
        if (!former.isAlive()) {
            return;
        }
        if (world.chance(0.7)) {
            former.crash();
            world.after(world.between(100, 4000), () -> startNext(former));
        } else {
            startNext(former);
            world.after(world.between(0, 8000), former::crash);
        }
    }

    private void startNext(SimulatedJobManager former) {
        world.trace("JM%d starts with %s", former.epoch().number() + 1, journal);
        yarn.onNewAttempt();
        current = new SimulatedJobManager(this, new Epoch(former.epoch().number() + 1));
        current.start();
    }

    /** Of the jobs of which that is expected. */
    void damageFiles() {
        for (SimulatedClient client : clients.values()) {
            JobPlan.Checkpoints checkpoints = client.plan().checkpoints();
            if (checkpoints != null && checkpoints.damaged()) {
                files.damage(client.plan().id());
            }
        }
    }

    // ---- clients

    void ask(ClientRequest request, int timeoutMs, Consumer<ClientResponse> onAnswer, Runnable onTimeout) {
        ReplyHandle handle = new ReplyHandle(requests++);
        waiting.put(handle, onAnswer);
        world.after(world.between(0, 5), () -> {
            current.handle(new Event.ClientAsked(handle, request));
        });
        world.after(timeoutMs, () -> {
            if (waiting.remove(handle) != null) {
                onTimeout.run();
            }
        });
    }

    void onReply(Effect.Reply reply) {
        Consumer<ClientResponse> onAnswer = waiting.remove(reply.to());
        if (onAnswer != null) {
            world.after(world.between(0, 5), () -> onAnswer.accept(reply.response()));
        }
    }

    // ---- what tasks do to one another, and the network to all

    void onPeerGone(ExecutionAttemptId task) {
        yarn.running().forEach(taskManager -> taskManager.onPeerGone(task));
    }

    boolean isCutOff(TaskManagerId id) {
        return cutOff.contains(id);
    }

    void cutOff(SimulatedTaskManager taskManager, long ms) {
        cutOff.add(taskManager.id());
        truth.onTrouble(taskManager.id(), ms);
        if (taskManager.connection() != null) {
            taskManager.connection().breakOff();
        }
        world.after(ms, () -> cutOff.remove(taskManager.id()));
    }
}

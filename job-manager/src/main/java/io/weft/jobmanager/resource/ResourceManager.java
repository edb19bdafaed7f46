package io.weft.jobmanager.resource;

import io.weft.api.execution.JobID;
import io.weft.jobmanager.port.Effect;
import io.weft.jobmanager.port.JobManagerSettings;
import io.weft.jobmanager.step.Step;
import io.weft.jobmanager.step.Timers;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.Failure;
import io.weft.model.TaskManagerId;
import io.weft.model.TaskManagerLocation;
import io.weft.model.message.JobManagerMessage.TaskReport;
import io.weft.model.message.TaskManagerMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Knows the TaskManagers, gives their slots to jobs, notices silent ones and releases idle ones. A TaskManager that was once given up
 * never comes back: if its process still lives it is told to end.
 */
public final class ResourceManager {

    private final Step step;
    private final JobManagerSettings.Slots settings;
    private final JobManagerSettings.Liveness liveness;
    private final BiConsumer<TaskManager, Failure> onLost;
    private final Map<TaskManagerId, TaskManager> taskManagers = new LinkedHashMap<>();
    private final Map<JobID, JobSlots> jobs = new LinkedHashMap<>();
    /** Lost or released, and their processes not yet known to have ended. */
    private final Set<TaskManagerId> givenUp = new HashSet<>();

    private final Demand demand;
    private Timers.Timer sweep;
    private long sweepAtMs = Timers.NEVER;

    /** @param onLost told of a TaskManager that is lost, and why, when it is already forgotten here */
    public ResourceManager(Step step, JobManagerSettings all, BiConsumer<TaskManager, Failure> onLost) {
        this.step = step;
        this.settings = all.slots();
        this.liveness = all.liveness();
        this.onLost = onLost;
        this.demand = new Demand(step, settings);
    }

    /** The TaskManager if it is registered, else null. */
    public TaskManager find(TaskManagerId id) {
        return taskManagers.get(id);
    }

    public Collection<TaskManager> taskManagers() {
        return taskManagers.values();
    }

    public boolean isGivenUp(TaskManagerId id) {
        return givenUp.contains(id);
    }

    /** A TaskManager has registered, for the first time or over a new connection. */
    public TaskManager register(TaskManagerLocation location, int slots) {
        TaskManager taskManager = taskManagers.get(location.id());
        if (taskManager == null) {
            taskManager = new TaskManager(location, slots, step.nowMs());
            taskManagers.put(location.id(), taskManager);
            demand.started();
            sweepBy(step.nowMs() + Math.min(liveness.heartbeatTimeoutMs(), settings.idleTimeoutMs()));
        }
        taskManager.setConnected(true);
        taskManager.heardAt(step.nowMs());
        return taskManager;
    }

    public void onHeard(TaskManager taskManager) {
        taskManager.heardAt(step.nowMs());
    }

    /** It may come back until its heartbeats are missed; until then it is given nothing new. */
    public void onConnectionLost(TaskManagerId id) {
        TaskManager taskManager = taskManagers.get(id);
        if (taskManager != null) {
            taskManager.setConnected(false);
        }
    }

    /** Its process has ended, whether we wanted that or not. */
    public void onEnded(TaskManagerId id, String diagnostics) {
        TaskManager taskManager = taskManagers.get(id);
        if (taskManager != null) {
            lose(taskManager, "its process ended: " + diagnostics);
        } else if (!givenUp.contains(id)) {
            demand.startFailed(id, diagnostics);
        }
        givenUp.remove(id);
    }

    public void onUnavailable(String reason) {
        demand.unavailable(reason);
    }

    /** Why it is of no use to start more TaskManagers, or null. */
    public String takeStartFailure() {
        return demand.takeStartFailure();
    }

    /** Announces a job's need; from now on its missing slots are asked for. */
    public JobSlots need(JobID job, List<Integer> groupWidths) {
        JobSlots slots = new JobSlots(job, groupWidths);
        jobs.put(job, slots);
        return slots;
    }

    /** Fills what the job misses if all of it can be filled now; true if the job then has all its slots. */
    public boolean fill(JobSlots job) {
        if (job.missing() > 0 && job.missing() <= freeSlots()) {
            Placement.fill(job, taskManagers.values());
        }
        return job.missing() == 0;
    }

    /** A task that runs already keeps its slot. False if another job has that slot, or the job another one in its place. */
    public boolean adopt(JobSlots job, int group, int position, TaskManager taskManager, int slotNumber) {
        if (slotNumber < 0 || slotNumber >= taskManager.slots().size()) {
            return false;
        }
        Slot slot = taskManager.slots().get(slotNumber);
        if (job.slot(group, position) == null && slot.holder() == null) {
            job.take(group, position, slot);
        }
        return job.slot(group, position) == slot;
    }

    /** Whether TaskManagers are to be asked for on behalf of what the job misses. */
    public void setAsking(JobSlots job, boolean asking) {
        job.setAsking(asking);
    }

    public void release(JobSlots job) {
        jobs.remove(job.job());
        job.releaseAll();
        for (TaskManager taskManager : taskManagers.values()) {
            noteIdle(taskManager);
        }
    }

    /** These are all the tasks that run in a TaskManager and that nobody wants. */
    public void onStrays(TaskManager taskManager, List<TaskReport> running) {
        boolean wasIdle = taskManager.isIdle();
        for (Slot slot : taskManager.slots()) {
            slot.strays().clear();
        }
        for (TaskReport report : running) {
            onStray(taskManager, report);
        }
        if (!wasIdle) {
            noteIdle(taskManager);
        }
    }

    /** Such a task runs, or has ended. */
    public void onStray(TaskManager taskManager, TaskReport report) {
        if (report.slot() >= 0 && report.slot() < taskManager.slots().size()) {
            Set<ExecutionAttemptId> strays =
                    taskManager.slots().get(report.slot()).strays();
            if (!report.state().isTerminal()) {
                strays.add(report.attempt());
            } else if (strays.remove(report.attempt())) {
                noteIdle(taskManager);
            }
        }
    }

    /** True if tasks that nobody wants any more still run somewhere on behalf of the job. */
    public boolean hasStrays(JobID job) {
        return taskManagers.values().stream().anyMatch(taskManager -> hasStrays(taskManager, job));
    }

    public boolean hasStrays(TaskManager taskManager, JobID job) {
        for (Slot slot : taskManager.slots()) {
            for (ExecutionAttemptId stray : slot.strays()) {
                if (stray.job().equals(job)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Says how many TaskManagers are wanted, if that has changed. */
    public void updateDemand() {
        demand.update(taskManagers.size(), wantedSlots() + spareSlots(), freeSlots());
    }

    /** Slots that jobs want and do not have. */
    private int wantedSlots() {
        int wanted = 0;
        for (JobSlots job : jobs.values()) {
            wanted += job.isAsking() ? job.missing() : 0;
        }
        return wanted;
    }

    /** Slots that are to be free while there are jobs, for when a TaskManager is lost. */
    private int spareSlots() {
        return jobs.isEmpty() ? 0 : settings.redundantTaskManagers() * settings.perTaskManager();
    }

    /** What the job waits for, for people; empty if it has all its slots. */
    public String describeWait(JobSlots job) {
        return job.missing() == 0 ? "" : demand.describe(job.needed(), job.missing(), freeSlots());
    }

    /** Ends every TaskManager; the cluster is ending. */
    public void releaseAll(String reason) {
        for (TaskManager taskManager : List.copyOf(taskManagers.values())) {
            release(taskManager, reason);
        }
        demand.update(0, 0, 0);
    }

    private int freeSlots() {
        int free = 0;
        for (TaskManager taskManager : taskManagers.values()) {
            free += taskManager.freeSlots();
        }
        return free;
    }

    private void noteIdle(TaskManager taskManager) {
        if (taskManager.isIdle()) {
            taskManager.idleSince(step.nowMs());
            sweepBy(step.nowMs() + settings.idleTimeoutMs());
        }
    }

    private void sweepBy(long atMs) {
        if (atMs < sweepAtMs) {
            if (sweep != null) {
                sweep.cancel();
            }
            sweepAtMs = atMs;
            sweep = step.after(atMs - step.nowMs(), this::sweep);
        }
    }

    /** Looks for the silent and the idle ones, and says when to look again. */
    private void sweep() {
        sweepAtMs = Timers.NEVER;
        long nextMs = Timers.NEVER;
        int releasableSlots = settings.elastic() && wantedSlots() == 0 ? freeSlots() - spareSlots() : -1;
        for (TaskManager taskManager : new ArrayList<>(taskManagers.values())) {
            long silentAtMs = taskManager.lastHeardMs() + liveness.heartbeatTimeoutMs();
            if (taskManager.freeSlots() > releasableSlots) {
                taskManager.idleSince(step.nowMs());
            }
            long idleAtMs = settings.elastic() && taskManager.isIdle()
                    ? taskManager.idleSinceMs() + settings.idleTimeoutMs()
                    : Timers.NEVER;
            if (silentAtMs <= step.nowMs()) {
                lose(
                        taskManager,
                        "nothing was heard from it for " + liveness.heartbeatTimeoutMs() / 1000.0
                                + " s (heartbeat.timeout)");
                step.effect(new Effect.ReleaseTaskManager(taskManager.id()));
            } else if (idleAtMs <= step.nowMs()) {
                releasableSlots -= taskManager.freeSlots();
                release(taskManager, "it was idle");
            } else {
                nextMs = Math.min(nextMs, Math.min(silentAtMs, idleAtMs));
            }
        }
        if (nextMs != Timers.NEVER) {
            sweepBy(nextMs);
        }
    }

    private void lose(TaskManager taskManager, String why) {
        forget(taskManager);
        onLost.accept(taskManager, Failure.because(taskManager.describe() + " is lost: " + why));
    }

    private void release(TaskManager taskManager, String reason) {
        forget(taskManager);
        step.send(taskManager.id(), new TaskManagerMessage.Shutdown(step.epoch(), reason));
        step.effect(new Effect.ReleaseTaskManager(taskManager.id()));
    }

    private void forget(TaskManager taskManager) {
        taskManagers.remove(taskManager.id());
        givenUp.add(taskManager.id());
        for (JobSlots job : jobs.values()) {
            job.lose(taskManager);
        }
    }
}

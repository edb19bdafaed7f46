package io.weft.jobmanager.resource;

import io.weft.jobmanager.port.Effect;
import io.weft.jobmanager.port.JobManagerSettings;
import io.weft.jobmanager.step.Step;
import io.weft.model.TaskManagerId;

/** How many TaskManagers are wanted, since when, and what stands in the way. */
final class Demand {

    private final Step step;
    private final JobManagerSettings.Slots settings;
    private int total;
    private int lacking;
    private long lackingSinceMs;
    private String obstacle = "";
    private int failedStarts;
    private String startFailure;

    Demand(Step step, JobManagerSettings.Slots settings) {
        this.step = step;
        this.settings = settings;
    }

    void update(int registered, int missingSlots, int freeSlots) {
        if (!settings.elastic()) {
            return;
        }
        int perTaskManager = settings.perTaskManager();
        int lackingNow = (Math.max(0, missingSlots - freeSlots) + perTaskManager - 1) / perTaskManager;
        if (lackingNow == 0) {
            obstacle = "";
            failedStarts = 0;
        } else if (lacking == 0) {
            lackingSinceMs = step.nowMs();
        }
        lacking = lackingNow;
        if (registered + lacking != total) {
            total = registered + lacking;
            step.effect(new Effect.RequestTaskManagers(total));
        }
    }

    void unavailable(String reason) {
        obstacle = reason;
    }

    void started() {
        obstacle = "";
        failedStarts = 0;
    }

    void startFailed(TaskManagerId id, String diagnostics) {
        if (lacking == 0) {
            return;
        }
        failedStarts++;
        obstacle = "TaskManager " + id + " ended before it registered: " + diagnostics;
        if (failedStarts >= settings.maxFailedStarts() + lacking) {
            startFailure = failedStarts + " TaskManagers in a row ended before they registered. The last, " + id
                    + ", said: " + diagnostics;
            failedStarts = 0;
        }
    }

    String takeStartFailure() {
        String taken = startFailure;
        startFailure = null;
        return taken;
    }

    String describe(int needed, int missing, int free) {
        String have = needed - missing + Math.min(free, missing) + " of " + needed + " slots";
        if (!settings.elastic()) {
            return have + "; other jobs hold the rest";
        }
        if (lacking == 0) {
            return have;
        }
        String asked = have + "; " + lacking + (lacking == 1 ? " TaskManager" : " TaskManagers") + " requested for "
                + (step.nowMs() - lackingSinceMs) / 1000 + " s";
        return obstacle.isEmpty() ? asked : asked + "; " + obstacle;
    }
}

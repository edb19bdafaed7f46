package io.weft.jobmanager;

import io.weft.api.execution.JobStatus;
import io.weft.jobmanager.port.Effect;
import io.weft.jobmanager.port.Event;
import io.weft.jobmanager.port.FinalStatus;
import io.weft.jobmanager.port.JobManagerSettings;
import io.weft.jobmanager.port.JobManagerSettings.Mode;
import io.weft.jobmanager.resource.ResourceManager;
import io.weft.jobmanager.step.Step;
import io.weft.jobmanager.step.Timers;
import io.weft.model.message.ClientResponse.JobDetails;

/** Decides when the cluster has done what it is there for, and how it ended. */
final class ClusterLife {

    private final JobManagerSettings settings;
    private final Step step;
    private final Dispatcher dispatcher;
    private final ResourceManager resources;
    private Event.MainEnded mainEnded;
    private boolean mainTookJobsAlong;
    private long doneSinceMs = Timers.NEVER;
    private long idleSinceMs = Timers.NEVER;
    private boolean ended;

    ClusterLife(JobManagerSettings settings, Step step, Dispatcher dispatcher, ResourceManager resources) {
        this.settings = settings;
        this.step = step;
        this.dispatcher = dispatcher;
        this.resources = resources;
    }

    boolean hasEnded() {
        return ended;
    }

    /** A main program that failed takes its jobs along. */
    void onMainEnded(Event.MainEnded event) {
        mainEnded = event;
        if (event.failure() != null) {
            mainTookJobsAlong = !dispatcher.jobs().isEmpty();
            dispatcher.cancelAll();
        }
    }

    /** Ends the cluster if nothing is left to do and nobody is left to tell. */
    void proceed() {
        noteIdle();
        if (!isDone()) {
            doneSinceMs = Timers.NEVER;
            return;
        }
        long lingerMs = settings.lingering().resultMs();
        if (doneSinceMs == Timers.NEVER) {
            doneSinceMs = step.nowMs();
            step.after(lingerMs, () -> {});
        }
        if (dispatcher.ended().allTold() || step.nowMs() >= doneSinceMs + lingerMs) {
            ended = true;
            resources.releaseAll("the cluster ends");
            step.effect(end());
        }
    }

    private void noteIdle() {
        if (!dispatcher.jobs().isEmpty()) {
            idleSinceMs = Timers.NEVER;
        } else if (idleSinceMs == Timers.NEVER) {
            idleSinceMs = step.nowMs();
            long timeoutMs = settings.lingering().idleSessionMs();
            if (settings.mode() == Mode.SESSION && timeoutMs > 0) {
                step.after(timeoutMs, () -> {});
            }
        }
    }

    private boolean isDone() {
        if (!dispatcher.jobs().isEmpty()) {
            return false;
        }
        if (dispatcher.stopRequested()) {
            return true;
        }
        long timeoutMs = settings.lingering().idleSessionMs();
        return switch (settings.mode()) {
            case PER_JOB -> !dispatcher.ended().all().isEmpty();
            case APPLICATION -> mainEnded != null;
            case SESSION -> timeoutMs > 0 && step.nowMs() >= idleSinceMs + timeoutMs;
        };
    }

    private Effect.EndCluster end() {
        if (settings.mode() == Mode.SESSION) {
            String why = dispatcher.stopRequested() ? "The session was stopped." : "The session was idle.";
            return new Effect.EndCluster(FinalStatus.SUCCEEDED, why);
        }
        JobDetails cancelled = null;
        for (JobDetails job : dispatcher.ended().all()) {
            if (job.overview().status() == JobStatus.FAILED) {
                return new Effect.EndCluster(
                        FinalStatus.FAILED,
                        describe(job) + " failed: " + job.failure().summary());
            }
            cancelled = job.overview().status() == JobStatus.CANCELED ? job : cancelled;
        }
        // The program of a cancelled job usually ends with an exception that says just that.
        if (cancelled != null && !mainTookJobsAlong) {
            return new Effect.EndCluster(FinalStatus.KILLED, describe(cancelled) + " was cancelled.");
        }
        if (mainEnded != null && mainEnded.failure() != null) {
            return new Effect.EndCluster(
                    FinalStatus.FAILED,
                    "The main program failed: " + mainEnded.failure().summary());
        }
        return new Effect.EndCluster(FinalStatus.SUCCEEDED, "All jobs finished.");
    }

    private static String describe(JobDetails job) {
        return "Job '" + job.overview().name() + "'";
    }
}

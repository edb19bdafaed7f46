package io.weft.jobmanager.simulation;

import io.weft.api.execution.JobStatus;
import io.weft.model.Failure;
import io.weft.model.checkpoint.CheckpointKind;
import io.weft.model.message.ClientRequest;
import io.weft.model.message.ClientResponse;
import io.weft.model.message.ClientResponse.JobDetails;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Submits a job, again until it is accepted, follows it to its end, and perhaps wants savepoints of it or cancels it. */
final class SimulatedClient {

    private static final int TIMEOUT_MS = 4_000;

    private final Cluster cluster;
    private final JobPlan plan;
    private boolean accepted;
    private boolean cancelAccepted;
    private JobDetails last;
    /** What was answered to each wish for a savepoint, by the savepoint's directory. */
    private final Map<String, ClientResponse> savepoints = new HashMap<>();

    private int savepointsWanted;
    private boolean stopWanted;

    SimulatedClient(Cluster cluster, JobPlan plan) {
        this.cluster = cluster;
        this.plan = plan;
    }

    JobPlan plan() {
        return plan;
    }

    boolean isDone() {
        return last != null && status().isGloballyTerminalState();
    }

    /** True if the job may have ended, or have been about to end, with a savepoint. */
    boolean isStopWanted() {
        return stopWanted;
    }

    JobStatus status() {
        return last.overview().status();
    }

    Failure failure() {
        return last.failure();
    }

    void submit() {
        cluster.ask(new ClientRequest.SubmitJob(plan.graph()), TIMEOUT_MS, this::onSubmitted, this::submit);
    }

    private void onSubmitted(ClientResponse response) {
        cluster.truth().require(response instanceof ClientResponse.Accepted, "submission answered with %s", response);
        if (!accepted) {
            accepted = true;
            follow();
        }
    }

    private void follow() {
        long known = last == null ? 0 : last.version();
        cluster.ask(new ClientRequest.GetJob(plan.id(), known, 2_000), TIMEOUT_MS, this::onJob, this::follow);
    }

    private void onJob(ClientResponse response) {
        cluster.truth().require(response instanceof ClientResponse.Job, "an accepted job is unknown: %s", response);
        JobDetails details = ((ClientResponse.Job) response).details();
        cluster.truth().onSeen(last, details);
        last = details;
        if (!isDone()) {
            follow();
        }
    }

    /** Wants a savepoint, perhaps one with which the job ends, and asks until there is an answer. */
    void savepoint() {
        CheckpointKind kind = cluster.world()
                .pick(List.of(
                        CheckpointKind.SAVEPOINT, CheckpointKind.SAVEPOINT, CheckpointKind.STOP, CheckpointKind.DRAIN));
        stopWanted |= kind.endsJob();
        awaitSavepoint("savepoint-" + plan.graph().name() + "-" + ++savepointsWanted, kind);
    }

    private void awaitSavepoint(String name, CheckpointKind kind) {
        cluster.ask(
                new ClientRequest.TriggerSavepoint(plan.id(), "hdfs:///savepoints", name, kind),
                TIMEOUT_MS,
                response -> savepoints.put("hdfs:///savepoints/" + name, response),
                () -> awaitSavepoint(name, kind));
    }

    void cancel() {
        if (!isDone() && !cancelAccepted) {
            cluster.ask(new ClientRequest.CancelJob(plan.id()), TIMEOUT_MS, this::onCancelled, this::cancel);
        }
    }

    private void onCancelled(ClientResponse response) {
        if (response instanceof ClientResponse.Accepted) {
            cancelAccepted = true;
        } else if (!accepted) {
            cluster.world().after(1000, this::cancel);
        }
    }

    /** Each wish was answered, and what was answered is what there is. */
    void checkSavepoints(Truth truth) {
        truth.require(savepoints.size() == savepointsWanted, "job %s: a savepoint has no answer", plan.id());
        savepoints.forEach((directory, answer) ->
                truth.checkSavepoint(directory, answer instanceof ClientResponse.SavepointStored));
    }

    /** What its user may rely on. */
    void checkEnd(Truth truth) {
        truth.require(isDone(), "job %s never ended; last seen: %s", plan.id(), last);
        if (cancelAccepted) {
            truth.require(status() != JobStatus.FINISHED, "job %s was cancelled and finished", plan.id());
        }
        truth.checkOutput(plan, status());
        if (status() == JobStatus.FAILED) {
            boolean damaged = plan.checkpoints() != null && plan.checkpoints().damaged();
            truth.require(
                    !plan.unlimitedRestarts() || damaged, "job %s may restart and failed: %s", plan.id(), failure());
            truth.require(
                    !failure().secondary(),
                    "job %s names no cause: %s",
                    plan.id(),
                    failure().summary());
        }
        if (status() == JobStatus.CANCELED) {
            truth.require(plan.cancelled(), "nobody cancelled job %s", plan.id());
        }
    }
}

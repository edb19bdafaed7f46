package io.weft.jobmanager.job;

import io.weft.api.config.CheckpointingOptions;
import io.weft.api.config.Configuration;
import io.weft.jobmanager.checkpoint.CheckpointFacts;
import io.weft.jobmanager.port.JournalRecord;
import io.weft.jobmanager.port.RestartSettings.FailedAttempt;
import io.weft.model.Failure;
import io.weft.model.graph.JobGraph;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A job's hard state: what its journal records make of it, and nothing else. */
public final class JobFacts {

    /** The attempt number of a job of which nothing was ever deployed. */
    static final int NO_ATTEMPT = -1;

    private final JobGraph graph;
    private final long submittedMs;
    private int attempt = NO_ATTEMPT;
    private JournalRecord.AttemptFailed attemptFailed;
    private long attemptStartedMs;
    private final List<FailedAttempt> failedAttempts = new ArrayList<>();
    private boolean cancelRequested;
    private JournalRecord.JobEnded ended;
    private final CheckpointFacts checkpoints;

    public JobFacts(JournalRecord.JobSubmitted submitted) {
        graph = submitted.graph();
        submittedMs = submitted.atMs();
        checkpoints = new CheckpointFacts(
                Configuration.fromMap(graph.configuration()).get(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS));
    }

    public void apply(JournalRecord.AttemptStarted started) {
        attempt = started.attempt();
        attemptStartedMs = started.atMs();
        attemptFailed = null;
    }

    public void apply(JournalRecord.AttemptFailed failed) {
        boolean first = attemptFailed == null;
        attemptFailed = failed;
        if (first && failed.counted()) {
            failedAttempts.add(new FailedAttempt(attemptStartedMs, failed.atMs()));
        }
    }

    public void apply(JournalRecord.CancelRequested cancel) {
        cancelRequested = true;
    }

    public void apply(JournalRecord.JobEnded end) {
        ended = end;
    }

    /** What is known of its checkpoints. */
    public CheckpointFacts checkpoints() {
        return checkpoints;
    }

    public JobGraph graph() {
        return graph;
    }

    public long submittedMs() {
        return submittedMs;
    }

    /** The highest attempt of which tasks may exist, or {@link #NO_ATTEMPT}. */
    int attempt() {
        return attempt;
    }

    /** How often the job was started again. */
    public int restarts() {
        return Math.max(0, attempt);
    }

    /** The failure of the present attempt, or null while it has none. */
    JournalRecord.AttemptFailed attemptFailed() {
        return attemptFailed;
    }

    /** The present attempt's root cause so far, or null. */
    Failure failure() {
        return attemptFailed == null ? null : attemptFailed.failure();
    }

    /** Those that count, in their order. */
    List<FailedAttempt> failedAttempts() {
        return Collections.unmodifiableList(failedAttempts);
    }

    boolean cancelRequested() {
        return cancelRequested;
    }

    /** How it ended, or null. */
    public JournalRecord.JobEnded ended() {
        return ended;
    }
}

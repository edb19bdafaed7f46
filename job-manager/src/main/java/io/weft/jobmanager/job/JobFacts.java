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
import java.util.Set;
import java.util.TreeSet;

/** A job's hard state: what its journal records make of it, and nothing else. */
public final class JobFacts {

    /** The attempt number of a job of which nothing was ever deployed. */
    static final int NO_ATTEMPT = -1;

    private final JobGraph graph;
    private final long submittedMs;
    private final Regions regions;
    private final int[] attempts;
    /** The regions that have no attempt that could still succeed. */
    private final Set<Integer> down = new TreeSet<>();

    private int attempt = NO_ATTEMPT;
    private JournalRecord.RegionsFailed regionsFailed;
    private long lastStartedMs;
    private final List<FailedAttempt> failedAttempts = new ArrayList<>();
    private boolean cancelRequested;
    private JournalRecord.JobEnded ended;
    private final CheckpointFacts checkpoints;

    public JobFacts(JournalRecord.JobSubmitted submitted) {
        graph = submitted.graph();
        submittedMs = submitted.atMs();
        regions = new Regions(graph);
        attempts = new int[regions.all().size()];
        down.addAll(regions.all());
        checkpoints = new CheckpointFacts(
                Configuration.fromMap(graph.configuration()).get(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS));
    }

    public void apply(JournalRecord.RegionsStarted started) {
        attempt = started.attempt();
        started.regions().forEach(region -> attempts[region] = started.attempt());
        down.removeAll(started.regions());
        lastStartedMs = started.atMs();
        regionsFailed = null;
    }

    /** Regions that fail before those that failed earlier have been started again are part of that failure: it counts once. */
    public void apply(JournalRecord.RegionsFailed failed) {
        boolean first = regionsFailed == null;
        down.addAll(failed.regions());
        regionsFailed = failed;
        if (first && failed.counted()) {
            failedAttempts.add(new FailedAttempt(
                    lastStartedMs, failed.atMs(), failed.failure().isThrown()));
        } else if (failed.counted()) {
            int last = failedAttempts.size() - 1;
            FailedAttempt known = failedAttempts.get(last);
            boolean thrown = known.thrown() || failed.failure().isThrown();
            failedAttempts.set(last, new FailedAttempt(known.startedMs(), known.failedMs(), thrown));
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

    Regions regions() {
        return regions;
    }

    /** The highest attempt of which tasks may exist, or {@link #NO_ATTEMPT}. */
    int attempt() {
        return attempt;
    }

    /** The highest attempt of a region of which tasks may exist. */
    int attempt(int region) {
        return attempts[region];
    }

    /** The regions that are to be started: all of a new job, and those that have failed since they were started. */
    Set<Integer> down() {
        return Collections.unmodifiableSet(down);
    }

    /** How often the job, or a part of it, was started again. */
    public int restarts() {
        return Math.max(0, attempt);
    }

    /** The failure that regions are down for, or null while none is. */
    JournalRecord.RegionsFailed regionsFailed() {
        return regionsFailed;
    }

    /** Its root cause so far, or null. */
    Failure failure() {
        return regionsFailed == null ? null : regionsFailed.failure();
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

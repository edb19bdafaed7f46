package io.weft.jobmanager.checkpoint;

import io.weft.jobmanager.checkpoint.CheckpointFacts.Restorable;
import io.weft.jobmanager.port.Effect;
import io.weft.jobmanager.port.JournalRecord;
import io.weft.jobmanager.step.Step;
import io.weft.jobmanager.step.Timers;
import io.weft.model.Failure;
import io.weft.model.checkpoint.CheckpointMetadata;
import io.weft.model.checkpoint.TaskRestore;
import io.weft.model.graph.JobGraph;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the next attempt starts from: the latest complete checkpoint that can be read, or what the job was told to start from, or nothing. */
final class RestorePoint {

    private static final long RETRY_MS = 5_000;

    private final JobGraph job;
    private final CheckpointSettings.Recovery settings;
    private final CheckpointFacts facts;
    private final RetainedCheckpoints retained;
    private final Step step;
    /** Pointers that no answer has come for. */
    private final Set<String> loading = new HashSet<>();

    private final Map<String, CheckpointMetadata> loaded = new HashMap<>();
    private final Set<Timers.Timer> retries = new HashSet<>();
    /** What the job was told to start from, unless it is its own. */
    private CheckpointMetadata initial;
    /** Why it can't be. */
    private Failure unusable;
    /** Why a load is being tried again, or the empty string. */
    private String trouble = "";

    RestorePoint(
            JobGraph job,
            CheckpointSettings.Recovery settings,
            CheckpointFacts facts,
            RetainedCheckpoints retained,
            Step step) {
        this.job = job;
        this.settings = settings;
        this.facts = facts;
        this.retained = retained;
        this.step = step;
    }

    /** Asks for what is to be read. */
    void begin() {
        facts.restorable().forEach(checkpoint -> load(checkpoint.pointer()));
        if (loading.isEmpty() && facts.dropped() == null && settings.path() != null) {
            load(settings.path());
        }
    }

    void stop() {
        retries.forEach(Timers.Timer::cancel);
        retries.clear();
        loading.clear();
    }

    private void load(String pointer) {
        loading.add(pointer);
        step.effect(new Effect.LoadCheckpoint(job.jobId(), pointer));
    }

    /** True if it is known what to start from, or that there is nothing. */
    boolean isReady() {
        return loading.isEmpty();
    }

    /** What is being waited for, for people. */
    String describeWait() {
        return "checkpoint " + String.join(", ", loading) + " to be read" + (trouble.isEmpty() ? "" : ": " + trouble);
    }

    /** @param hadTasks false if the job is being started for the first time */
    void onLoadFailed(String pointer, Failure failure, boolean hadTasks) {
        if (!loading.contains(pointer)) {
            return;
        }
        Restorable own = find(pointer);
        if (!failure.corruptCheckpoint() && (own != null || hadTasks)) {
            trouble = failure.summary();
            retries.add(step.after(RETRY_MS, () -> load(pointer)));
        } else if (own != null) {
            drop(own.id(), failure);
            onLoadEnded(pointer);
        } else {
            unusable = Failure.because(
                    "Job '" + job.name() + "' can not start from " + pointer + ": " + failure.message());
            onLoadEnded(pointer);
        }
    }

    void onLoaded(String pointer, CheckpointMetadata checkpoint) {
        if (!loading.contains(pointer)) {
            return;
        }
        if (find(pointer) != null) {
            loaded.put(pointer, checkpoint);
        } else if (settings.claim() && fits(checkpoint)) {
            JournalRecord.CheckpointClaimed claimed = new JournalRecord.CheckpointClaimed(
                    job.jobId(), checkpoint.order().id(), pointer, step.nowMs());
            step.append(claimed);
            facts.apply(claimed);
            loaded.put(pointer, checkpoint);
        } else {
            initial = checkpoint;
        }
        onLoadEnded(pointer);
    }

    /** What does not fit is not made the job's own, for it would go with the job, which is about to fail because of that. */
    private boolean fits(CheckpointMetadata checkpoint) {
        try {
            StateAssignment.of(job, checkpoint, settings.ignoreUnclaimedState());
            return true;
        } catch (StateMismatchException e) {
            // Thrown again, and reported, when the job is to be started from it.
            return false;
        }
    }

    private void onLoadEnded(String pointer) {
        loading.remove(pointer);
        if (loading.isEmpty()) {
            trouble = "";
            for (Restorable checkpoint : facts.restorable()) {
                CheckpointMetadata metadata = loaded.get(checkpoint.pointer());
                retained.add(metadata, metadata.order().directory(), checkpoint.owned());
            }
            loaded.clear();
        }
    }

    private Restorable find(String pointer) {
        return facts.restorable().stream()
                .filter(checkpoint -> checkpoint.pointer().equals(pointer))
                .findFirst()
                .orElse(null);
    }

    /** A task could not read its part of the checkpoint that the attempt was started from: what was before that one is to be taken. */
    void onCorrupt(Failure failure) {
        CheckpointMetadata latest = retained.latest();
        if (latest != null) {
            drop(latest.order().id(), failure);
            retained.forget(latest.order().id());
        } else if (initial != null) {
            unusable = Failure.because(
                    "Job '" + job.name() + "' can not start from " + settings.path() + ": " + failure.message());
        }
    }

    private void drop(long checkpoint, Failure failure) {
        JournalRecord.CheckpointDropped dropped =
                new JournalRecord.CheckpointDropped(job.jobId(), checkpoint, failure.message(), step.nowMs());
        step.append(dropped);
        facts.apply(dropped);
    }

    /** The checkpoint to start from, or null. */
    CheckpointMetadata source() {
        CheckpointMetadata latest = retained.latest();
        return latest == null ? initial : latest;
    }

    /** Why the job can not be started any more, or null if it can. */
    Failure impossible() {
        if (unusable == null && source() == null && facts.dropped() != null) {
            return Failure.because("Job '" + job.name() + "' has no checkpoint left that it could be restored from. "
                    + facts.dropped()
                    + ". What there is of its checkpoints is kept. Start the job from an older savepoint"
                    + " (--from), or anew.");
        }
        return unusable;
    }

    /** What each task starts from, by vertex and subtask; null if from nothing. */
    List<List<TaskRestore>> restores() throws StateMismatchException {
        CheckpointMetadata source = source();
        return source == null ? null : StateAssignment.of(job, source, settings.ignoreUnclaimedState());
    }

    /** The ids of all that may be restored from. */
    Set<Long> ids() {
        return facts.restorable().stream().map(Restorable::id).collect(Collectors.toSet());
    }
}

package io.weft.jobmanager;

import io.weft.api.execution.JobID;
import io.weft.jobmanager.checkpoint.CheckpointFacts;
import io.weft.jobmanager.job.JobFacts;
import io.weft.jobmanager.port.JournalRecord;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the journal of earlier JobManagers says, replayed. */
final class RecoveredFacts {

    private final Map<JobID, JobFacts> jobs = new LinkedHashMap<>();
    private boolean stopRequested;

    RecoveredFacts(List<JournalRecord> journal) {
        journal.forEach(this::replay);
    }

    private void replay(JournalRecord entry) {
        if (entry instanceof JournalRecord.JobSubmitted submitted) {
            jobs.put(submitted.graph().jobId(), new JobFacts(submitted));
        } else if (entry instanceof JournalRecord.RegionsStarted started) {
            jobs.get(started.job()).apply(started);
        } else if (entry instanceof JournalRecord.RegionsFailed failed) {
            jobs.get(failed.job()).apply(failed);
        } else if (entry instanceof JournalRecord.CancelRequested cancel) {
            jobs.get(cancel.job()).apply(cancel);
        } else if (entry instanceof JournalRecord.JobEnded ended) {
            jobs.get(ended.job()).apply(ended);
        } else if (entry instanceof JournalRecord.CheckpointIdsReserved reserved) {
            checkpoints(reserved.job()).apply(reserved);
        } else if (entry instanceof JournalRecord.SavepointBegun begun) {
            checkpoints(begun.job()).apply(begun);
        } else if (entry instanceof JournalRecord.CheckpointCompleted completed) {
            checkpoints(completed.job()).apply(completed);
        } else if (entry instanceof JournalRecord.CheckpointClaimed claimed) {
            checkpoints(claimed.job()).apply(claimed);
        } else if (entry instanceof JournalRecord.CheckpointDropped dropped) {
            checkpoints(dropped.job()).apply(dropped);
        } else if (entry instanceof JournalRecord.CheckpointFilesLeft left) {
            checkpoints(left.job()).apply(left);
        } else if (entry instanceof JournalRecord.CheckpointFilesSwept swept) {
            checkpoints(swept.job()).apply(swept);
        } else if (entry instanceof JournalRecord.StopRequested) {
            stopRequested = true;
        }
    }

    private CheckpointFacts checkpoints(JobID job) {
        return jobs.get(job).checkpoints();
    }

    Collection<JobFacts> jobs() {
        return jobs.values();
    }

    boolean stopRequested() {
        return stopRequested;
    }
}

package io.weft.jobmanager.port;

import io.weft.api.execution.JobID;
import io.weft.api.execution.JobStatus;
import io.weft.model.Failure;
import io.weft.model.checkpoint.CheckpointKind;
import io.weft.model.graph.JobGraph;
import java.util.Objects;
import java.util.Set;

/**
 * A durable fact. All hard state of the control plane is what these records make of an empty one, in their order; the next JobManager
 * starts from them. Times are ms since the epoch.
 */
public sealed interface JournalRecord {

    /** A job was accepted. */
    record JobSubmitted(JobGraph graph, long atMs) implements JournalRecord {
        public JobSubmitted {
            Objects.requireNonNull(graph, "graph");
        }
    }

    /** Tasks of these pipelined regions may exist from now on with this attempt number, which no region has had before. */
    record RegionsStarted(JobID job, Set<Integer> regions, int attempt, long atMs) implements JournalRecord {
        public RegionsStarted {
            regions = Set.copyOf(regions);
        }
    }

    /**
     * The present attempts of these regions end, for this reason. Again before they have been started again: others have failed with them,
     * or a better reason was found, which is then that of all.
     *
     * @param regions those that this is new for
     * @param counted whether it uses up one of the restarts that the job's strategy allows; a JobManager's own failover does not
     */
    record RegionsFailed(JobID job, Set<Integer> regions, Failure failure, boolean counted, long atMs)
            implements JournalRecord {
        public RegionsFailed {
            regions = Set.copyOf(regions);
            Objects.requireNonNull(failure, "failure");
        }
    }

    /** A person wants the job to end. */
    record CancelRequested(JobID job, long atMs) implements JournalRecord {}

    /** None of the job's tasks exists any more; {@code failure} is null unless it FAILED. */
    record JobEnded(JobID job, JobStatus status, Failure failure, long atMs) implements JournalRecord {
        public JobEnded {
            if (!status.isGloballyTerminalState()) {
                throw new IllegalArgumentException("A job ends as FINISHED, CANCELED or FAILED, not as " + status);
            }
        }
    }

    /** Checkpoints with ids up to this one may have been begun, so a successor's ids are higher. */
    record CheckpointIdsReserved(JobID job, long upTo) implements JournalRecord {}

    /** Files may be in a savepoint's directory from now on; unless it is completed, they are to go. */
    record SavepointBegun(JobID job, long checkpoint, String directory) implements JournalRecord {}

    /** A checkpoint or savepoint is whole and durable, and nobody has been told yet. */
    record CheckpointCompleted(JobID job, long checkpoint, CheckpointKind kind, String pointer, long atMs)
            implements JournalRecord {}

    /** The checkpoint that the job started from is its own from now on. */
    record CheckpointClaimed(JobID job, long checkpoint, String pointer, long atMs) implements JournalRecord {}

    /** A completed checkpoint turned out to be unusable: none starts from it any more. */
    record CheckpointDropped(JobID job, long checkpoint, String reason, long atMs) implements JournalRecord {}

    /** The job ends, and of what is in its checkpoints' directory only this is to be kept. */
    record CheckpointFilesLeft(JobID job, String directory, Set<String> keep) implements JournalRecord {
        public CheckpointFilesLeft {
            keep = Set.copyOf(keep);
        }
    }

    /** And nothing else is there any more. */
    record CheckpointFilesSwept(JobID job) implements JournalRecord {}

    /** A person wants the whole cluster to end. */
    record StopRequested(long atMs) implements JournalRecord {}
}

package io.weft.jobmanager.port;

import io.weft.api.execution.JobID;
import io.weft.api.execution.JobStatus;
import io.weft.model.Failure;
import io.weft.model.graph.JobGraph;
import java.util.Objects;

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

    /** Tasks with this attempt number may exist from now on. */
    record AttemptStarted(JobID job, int attempt, long atMs) implements JournalRecord {}

    /**
     * The attempt ends, for this reason. Again for the same attempt: a better reason was found.
     *
     * @param counted whether it uses up one of the restarts that the job's strategy allows; a JobManager's own failover does not
     */
    record AttemptFailed(JobID job, int attempt, Failure failure, boolean counted, long atMs) implements JournalRecord {
        public AttemptFailed {
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

    /** A person wants the whole cluster to end. */
    record StopRequested(long atMs) implements JournalRecord {}
}

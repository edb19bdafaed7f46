package io.weft.model.message;

import io.weft.api.execution.JobID;
import io.weft.model.checkpoint.CheckpointKind;
import io.weft.model.graph.JobGraph;

/** What a client asks the JobManager. Every request has exactly one {@link ClientResponse}. */
public sealed interface ClientRequest {

    /** Whether it changes nothing. */
    default boolean asksOnly() {
        return false;
    }

    /** Answered by Accepted, or by Refused with a reason. Sending a job again that is known is Accepted too. */
    record SubmitJob(JobGraph graph) implements ClientRequest {}

    /** Answered by Accepted as soon as cancelling has begun. */
    record CancelJob(JobID job) implements ClientRequest {}

    /**
     * Makes a savepoint of a running job; with STOP or DRAIN the job ends with it. Answered when that is durable, which may take as long
     * as execution.checkpointing.timeout, by SavepointStored, or by Refused with the reason why there is none. May be sent again: a
     * name stands for one savepoint, and all who ask for it get the same answer.
     *
     * @param directory below which the savepoint gets a directory of its own; null for execution.checkpointing.savepoint-dir
     * @param name of the savepoint's own directory, which is made
     * @param kind not CHECKPOINT
     */
    record TriggerSavepoint(JobID job, String directory, String name, CheckpointKind kind) implements ClientRequest {
        public TriggerSavepoint {
            if (name.isBlank() || name.contains("/")) {
                throw new IllegalArgumentException("'" + name + "' is no name of a directory");
            }
            if (!kind.isSavepoint()) {
                throw new IllegalArgumentException("A " + kind + " is no savepoint");
            }
        }
    }

    /** Answered by Jobs. */
    record ListJobs() implements ClientRequest {
        @Override
        public boolean asksOnly() {
            return true;
        }
    }

    /**
     * Answered by Job when the job's version is higher than {@code knownVersion}, or after {@code waitMs} at the latest: a long poll.
     * With 0 and 0 the present state is answered at once.
     */
    record GetJob(JobID job, long knownVersion, long waitMs) implements ClientRequest {
        @Override
        public boolean asksOnly() {
            return true;
        }
    }

    /** Ends a session: no new jobs, running ones are cancelled, then the process ends. Answered by Accepted. */
    record StopCluster() implements ClientRequest {}
}

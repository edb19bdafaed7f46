package io.weft.api.sink;

import java.io.IOException;
import java.util.Collection;

/** Publishes what writers prepared. May be given a committable again after a failure, so committing twice must do no harm. */
@SuppressWarnings("try") // closing may throw whatever the user needs, an interruption too
public interface Committer<CommT> extends AutoCloseable {

    /** Commits all; a request that is not marked otherwise counts as done when this returns. */
    void commit(Collection<CommitRequest<CommT>> committables) throws IOException, InterruptedException;

    /** One committable and what became of it. */
    interface CommitRequest<CommT> {

        CommT getCommittable();

        /** 0 at the first try. */
        int getNumberOfRetries();

        /** Cannot be committed, for a reason that does no harm: it is logged and dropped. */
        void signalFailedWithKnownReason(Throwable t);

        /** Cannot be committed: fails the job. */
        void signalFailedWithUnknownReason(Throwable t);

        /** Is to be tried again later. */
        void retryLater();

        /** Is to be tried again later in a changed form, such as what is left of it. */
        void updateAndRetryLater(CommT committable);

        /** Was committed before. */
        void signalAlreadyCommitted();
    }
}

package io.weft.runtime.sink;

import io.weft.api.sink.Committer;
import io.weft.api.sink.CommitterInitContext;
import io.weft.api.sink.SupportsCommitter;
import io.weft.runtime.chain.Rethrow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits what a sink's writers prepared, and tries again what the committer asks to. */
public final class Commits {

    private static final Logger LOG = LoggerFactory.getLogger(Commits.class);
    private static final int MAX_RETRIES = 10;

    private Commits() {}

    @SuppressWarnings("try") // an interruption in close ends the task like one elsewhere
    static <C> void commitAll(SupportsCommitter<C> sink, CommitterInitContext context, Collection<C> committables)
            throws Exception {
        if (committables.isEmpty()) {
            return;
        }
        try (Committer<C> committer = sink.createCommitter(context)) {
            List<Request<C>> requests =
                    new ArrayList<>(committables.stream().map(Request::new).toList());
            while (!requests.isEmpty()) {
                committer.commit(List.copyOf(requests));
                requests.removeIf(request -> !request.isToBeRetried());
            }
        }
    }

    private static final class Request<C> implements Committer.CommitRequest<C> {
        private C committable;
        private int retries;
        private boolean retry;
        private Throwable failure;

        Request(C committable) {
            this.committable = committable;
        }

        /** Starts the next try if there is to be one. */
        boolean isToBeRetried() {
            if (failure != null) {
                throw Rethrow.unchecked(new IOException("Cannot commit " + committable, failure));
            }
            if (!retry) {
                return false;
            }
            retry = false;
            if (++retries > MAX_RETRIES) {
                throw Rethrow.unchecked(new IOException(
                        "Cannot commit " + committable + ": gave up after " + MAX_RETRIES + " retries"));
            }
            return true;
        }

        @Override
        public C getCommittable() {
            return committable;
        }

        @Override
        public int getNumberOfRetries() {
            return retries;
        }

        @Override
        public void signalFailedWithKnownReason(Throwable t) {
            LOG.warn("{} is not committed, which its sink says does no harm", committable, t);
        }

        @Override
        public void signalFailedWithUnknownReason(Throwable t) {
            failure = t;
        }

        @Override
        public void retryLater() {
            retry = true;
        }

        @Override
        public void updateAndRetryLater(C committable) {
            this.committable = committable;
            retry = true;
        }

        @Override
        public void signalAlreadyCommitted() {
            LOG.info("{} was committed before", committable);
        }
    }
}

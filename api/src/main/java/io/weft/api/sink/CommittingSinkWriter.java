package io.weft.api.sink;

import java.io.IOException;
import java.util.Collection;

/** A writer whose output is published by a {@link Committer}. */
@SuppressWarnings("try") // closing may throw whatever the user needs, an interruption too
public interface CommittingSinkWriter<InputT, CommittableT> extends SinkWriter<InputT> {

    /** Called after {@link #flush}: what is to be committed of everything written since the last call. */
    Collection<CommittableT> prepareCommit() throws IOException, InterruptedException;
}

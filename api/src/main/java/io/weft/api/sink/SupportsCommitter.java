package io.weft.api.sink;

import io.weft.api.serialization.SimpleVersionedSerializer;
import java.io.IOException;

/** A sink in two phases: its writers make committables, and a committer publishes them once they cannot be lost. */
public interface SupportsCommitter<CommittableT> {

    Committer<CommittableT> createCommitter(CommitterInitContext context) throws IOException;

    SimpleVersionedSerializer<CommittableT> getCommittableSerializer();
}

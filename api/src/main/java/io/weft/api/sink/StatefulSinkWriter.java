package io.weft.api.sink;

import java.io.IOException;
import java.util.List;

/** A writer with state. */
@SuppressWarnings("try") // closing may throw whatever the user needs, an interruption too
public interface StatefulSinkWriter<InputT, WriterStateT> extends SinkWriter<InputT> {

    /** Called at checkpoints, after {@link #flush} and after committables were taken: the writer's state, in any number of parts. */
    List<WriterStateT> snapshotState(long checkpointId) throws IOException;
}

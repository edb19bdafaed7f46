package io.weft.api.sink;

import io.weft.api.serialization.SimpleVersionedSerializer;
import java.io.IOException;
import java.util.Collection;

/** A sink whose writers have state, which is part of every checkpoint. */
public interface SupportsWriterState<InputT, WriterStateT> {

    /**
     * Makes a writer that goes on where others stood.
     *
     * @param recoveredState of one writer or, after a restart with another parallelism, of any number
     */
    StatefulSinkWriter<InputT, WriterStateT> restoreWriter(
            WriterInitContext context, Collection<WriterStateT> recoveredState) throws IOException;

    SimpleVersionedSerializer<WriterStateT> getWriterStateSerializer();

    /** A sink whose writers can go on from the state of other sinks'. */
    interface WithCompatibleState {

        /** The names of the states that can be restored here. */
        Collection<String> getCompatibleWriterStateNames();
    }
}

package io.weft.api.sink;

import io.weft.api.functions.rich.JobInfo;
import io.weft.api.functions.rich.TaskInfo;
import io.weft.api.serialization.TypeSerializer;
import java.util.OptionalLong;

/** What a sink's writer knows of its surroundings. */
public interface WriterInitContext {

    JobInfo getJobInfo();

    TaskInfo getTaskInfo();

    /** The checkpoint that the task starts from; empty if it starts from nothing. */
    OptionalLong getRestoredCheckpointId();

    /** True if records may be reused between functions: a writer that keeps them must copy them. */
    boolean isObjectReuseEnabled();

    /** The serializer of the sink's input. */
    <IN> TypeSerializer<IN> createInputSerializer();
}

package io.weft.api.sink;

import io.weft.api.functions.rich.JobInfo;
import io.weft.api.functions.rich.TaskInfo;
import io.weft.api.serialization.TypeSerializer;

/** What a sink's writer knows of its surroundings. */
public interface WriterInitContext {

    JobInfo getJobInfo();

    TaskInfo getTaskInfo();

    /** True if records may be reused between functions: a writer that keeps them must copy them. */
    boolean isObjectReuseEnabled();

    /** The serializer of the sink's input. */
    <IN> TypeSerializer<IN> createInputSerializer();
}

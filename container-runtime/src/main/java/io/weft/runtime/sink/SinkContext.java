package io.weft.runtime.sink;

import io.weft.api.functions.rich.JobInfo;
import io.weft.api.functions.rich.RuntimeContext;
import io.weft.api.functions.rich.TaskInfo;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.sink.CommitterInitContext;
import io.weft.api.sink.WriterInitContext;
import io.weft.api.types.TypeInformation;
import java.util.OptionalLong;

/**
 * What a sink's writer and committer see.
 *
 * @param restoredCheckpoint the checkpoint that the task starts from, or null
 */
public record SinkContext(RuntimeContext runtime, TypeInformation<?> inputType, Long restoredCheckpoint)
        implements WriterInitContext, CommitterInitContext {

    @Override
    public JobInfo getJobInfo() {
        return runtime.getJobInfo();
    }

    @Override
    public TaskInfo getTaskInfo() {
        return runtime.getTaskInfo();
    }

    @Override
    public OptionalLong getRestoredCheckpointId() {
        return restoredCheckpoint == null ? OptionalLong.empty() : OptionalLong.of(restoredCheckpoint);
    }

    @Override
    public boolean isObjectReuseEnabled() {
        return runtime.isObjectReuseEnabled();
    }

    @Override
    @SuppressWarnings("unchecked") // the caller knows its input's type
    public <IN> TypeSerializer<IN> createInputSerializer() {
        return (TypeSerializer<IN>) runtime.createSerializer(inputType);
    }
}

package io.weft.connector.file.sink;

import io.weft.api.execution.JobID;
import io.weft.api.functions.rich.JobInfo;
import io.weft.api.functions.rich.TaskInfo;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.sink.SinkWriter;
import io.weft.api.sink.WriterInitContext;
import java.util.OptionalLong;

/** One subtask of a job as a sink sees it. */
record SinkContext(JobID job, int subtask, int subtasks, int attempt)
        implements WriterInitContext, TaskInfo, JobInfo, SinkWriter.Context {

    static SinkContext of(int subtask, int subtasks) {
        return new SinkContext(new JobID(1, 2), subtask, subtasks, 0);
    }

    SinkContext nextAttempt() {
        return new SinkContext(job, subtask, subtasks, attempt + 1);
    }

    @Override
    public OptionalLong getRestoredCheckpointId() {
        return OptionalLong.empty();
    }

    @Override
    public JobInfo getJobInfo() {
        return this;
    }

    @Override
    public TaskInfo getTaskInfo() {
        return this;
    }

    @Override
    public boolean isObjectReuseEnabled() {
        return false;
    }

    @Override
    public <IN> TypeSerializer<IN> createInputSerializer() {
        throw new UnsupportedOperationException();
    }

    @Override
    public JobID getJobId() {
        return job;
    }

    @Override
    public String getJobName() {
        return "job";
    }

    @Override
    public String getTaskName() {
        return "sink";
    }

    @Override
    public int getMaxNumberOfParallelSubtasks() {
        return 128;
    }

    @Override
    public int getIndexOfThisSubtask() {
        return subtask;
    }

    @Override
    public int getNumberOfParallelSubtasks() {
        return subtasks;
    }

    @Override
    public int getAttemptNumber() {
        return attempt;
    }

    @Override
    public String getTaskNameWithSubtasks() {
        return "sink (" + (subtask + 1) + "/" + subtasks + ")";
    }

    @Override
    public String getAllocationIDAsString() {
        return "container";
    }

    @Override
    public long currentWatermark() {
        return Long.MIN_VALUE;
    }

    @Override
    public Long timestamp() {
        return null;
    }
}

package io.weft.runtime.task;

import io.weft.api.config.ExecutionConfig;
import io.weft.api.functions.rich.JobInfo;
import io.weft.api.functions.rich.RuntimeContext;
import io.weft.api.functions.rich.TaskInfo;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.state.AggregatingState;
import io.weft.api.state.AggregatingStateDescriptor;
import io.weft.api.state.ListState;
import io.weft.api.state.ListStateDescriptor;
import io.weft.api.state.MapState;
import io.weft.api.state.MapStateDescriptor;
import io.weft.api.state.ReducingState;
import io.weft.api.state.ReducingStateDescriptor;
import io.weft.api.state.ValueState;
import io.weft.api.state.ValueStateDescriptor;
import io.weft.api.types.TypeInformation;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.message.TaskManagerMessage.VertexDescription;
import io.weft.runtime.chain.KeyedStates;
import io.weft.state.KeyedStateBackend;
import java.util.Map;

/** What rich functions see of their task. */
final class TaskRuntimeContext implements RuntimeContext {

    private final JobContext job;
    private final TaskInfo task;
    private final ExecutionConfig configuration;
    private final boolean objectReuse;
    private final KeyedStates keyed;

    /** @param keyed null if the operator has no keyed state */
    TaskRuntimeContext(JobContext job, Info task, boolean objectReuse, KeyedStateBackend keyed) {
        this.job = job;
        this.task = task;
        this.configuration = new ExecutionConfig(job.configuration());
        this.objectReuse = objectReuse;
        this.keyed = keyed == null ? null : new KeyedStates(keyed, configuration);
    }

    /** A task and, as its task name, one of its operators. */
    record Info(String operator, VertexDescription vertex, ExecutionAttemptId attempt, int slot) implements TaskInfo {

        @Override
        public String getTaskName() {
            return operator;
        }

        @Override
        public int getMaxNumberOfParallelSubtasks() {
            return vertex.maxParallelism();
        }

        @Override
        public int getIndexOfThisSubtask() {
            return attempt.subtask();
        }

        @Override
        public int getNumberOfParallelSubtasks() {
            return vertex.parallelism();
        }

        @Override
        public int getAttemptNumber() {
            return attempt.attempt();
        }

        @Override
        public String getTaskNameWithSubtasks() {
            return operator + " (" + (attempt.subtask() + 1) + "/" + vertex.parallelism() + ")#" + attempt.attempt();
        }

        @Override
        public String getAllocationIDAsString() {
            return "slot " + slot;
        }
    }

    @Override
    public JobInfo getJobInfo() {
        return job;
    }

    @Override
    public TaskInfo getTaskInfo() {
        return task;
    }

    @Override
    public <T> TypeSerializer<T> createSerializer(TypeInformation<T> typeInformation) {
        return typeInformation.createSerializer(configuration.getSerializerConfig());
    }

    @Override
    public Map<String, String> getGlobalJobParameters() {
        return configuration.getGlobalJobParameters().toMap();
    }

    @Override
    public boolean isObjectReuseEnabled() {
        return objectReuse;
    }

    @Override
    public ClassLoader getUserCodeClassLoader() {
        return job.userCode();
    }

    @Override
    public void registerUserCodeClassLoaderReleaseHookIfAbsent(String releaseHookName, Runnable releaseHook) {
        job.addReleaseHook(releaseHookName, releaseHook);
    }

    @Override
    public ExecutionConfig getExecutionConfig() {
        return configuration;
    }

    @Override
    public <T> ValueState<T> getState(ValueStateDescriptor<T> descriptor) {
        return keyed == null ? RuntimeContext.super.getState(descriptor) : keyed.getState(descriptor);
    }

    @Override
    public <T> ListState<T> getListState(ListStateDescriptor<T> descriptor) {
        return keyed == null ? RuntimeContext.super.getListState(descriptor) : keyed.getListState(descriptor);
    }

    @Override
    public <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> descriptor) {
        return keyed == null ? RuntimeContext.super.getReducingState(descriptor) : keyed.getReducingState(descriptor);
    }

    @Override
    public <I, A, O> AggregatingState<I, O> getAggregatingState(AggregatingStateDescriptor<I, A, O> descriptor) {
        return keyed == null
                ? RuntimeContext.super.getAggregatingState(descriptor)
                : keyed.getAggregatingState(descriptor);
    }

    @Override
    public <K, V> MapState<K, V> getMapState(MapStateDescriptor<K, V> descriptor) {
        return keyed == null ? RuntimeContext.super.getMapState(descriptor) : keyed.getMapState(descriptor);
    }
}

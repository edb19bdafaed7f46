package io.weft.api.functions.rich;

import io.weft.api.config.ExecutionConfig;
import io.weft.api.execution.JobID;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.state.AggregatingState;
import io.weft.api.state.AggregatingStateDescriptor;
import io.weft.api.state.ListState;
import io.weft.api.state.ListStateDescriptor;
import io.weft.api.state.MapState;
import io.weft.api.state.MapStateDescriptor;
import io.weft.api.state.ReducingState;
import io.weft.api.state.ReducingStateDescriptor;
import io.weft.api.state.StateDescriptor;
import io.weft.api.state.ValueState;
import io.weft.api.state.ValueStateDescriptor;
import io.weft.api.types.TypeInformation;
import java.util.Map;

/** What a running function knows of its surroundings. One a function instance; used on the task's thread only. */
public interface RuntimeContext {

    JobInfo getJobInfo();

    TaskInfo getTaskInfo();

    /** A serializer that knows the job's registrations. */
    <T> TypeSerializer<T> createSerializer(TypeInformation<T> typeInformation);

    /** The parameters that the program gave to the environment's configuration; unmodifiable. */
    Map<String, String> getGlobalJobParameters();

    /** True if records may be reused between functions. */
    boolean isObjectReuseEnabled();

    /** Loads the classes of the user's jar. */
    ClassLoader getUserCodeClassLoader();

    /**
     * Has {@code releaseHook} run once the job's classes are let go in this process: the place to end threads and caches that static
     * fields hold.
     *
     * @param releaseHookName a second hook of the same name is ignored
     */
    void registerUserCodeClassLoaderReleaseHookIfAbsent(String releaseHookName, Runnable releaseHook);

    /** The job's settings; changes have no effect. */
    ExecutionConfig getExecutionConfig();

    default JobID getJobId() {
        return getJobInfo().getJobId();
    }

    default String getTaskName() {
        return getTaskInfo().getTaskName();
    }

    default int getNumberOfParallelSubtasks() {
        return getTaskInfo().getNumberOfParallelSubtasks();
    }

    default int getMaxNumberOfParallelSubtasks() {
        return getTaskInfo().getMaxNumberOfParallelSubtasks();
    }

    default int getIndexOfThisSubtask() {
        return getTaskInfo().getIndexOfThisSubtask();
    }

    default int getAttemptNumber() {
        return getTaskInfo().getAttemptNumber();
    }

    default String getTaskNameWithSubtasks() {
        return getTaskInfo().getTaskNameWithSubtasks();
    }

    /**
     * A key's state; the same descriptor gives the same state.
     *
     * @throws UnsupportedOperationException if the stream is not keyed
     */
    default <T> ValueState<T> getState(ValueStateDescriptor<T> stateProperties) {
        throw notKeyed(stateProperties);
    }

    /** As {@link #getState}. */
    default <T> ListState<T> getListState(ListStateDescriptor<T> stateProperties) {
        throw notKeyed(stateProperties);
    }

    /** As {@link #getState}. */
    default <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> stateProperties) {
        throw notKeyed(stateProperties);
    }

    /** As {@link #getState}. */
    default <IN, ACC, OUT> AggregatingState<IN, OUT> getAggregatingState(
            AggregatingStateDescriptor<IN, ACC, OUT> stateProperties) {
        throw notKeyed(stateProperties);
    }

    /** As {@link #getState}. */
    default <UK, UV> MapState<UK, UV> getMapState(MapStateDescriptor<UK, UV> stateProperties) {
        throw notKeyed(stateProperties);
    }

    private UnsupportedOperationException notKeyed(StateDescriptor<?, ?> descriptor) {
        return new UnsupportedOperationException("Operator '" + getTaskName() + "' asks for the keyed state '"
                + descriptor.getName() + "', but its stream is not keyed: put keyBy() before it.");
    }
}

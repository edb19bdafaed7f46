package io.weft.api.functions;

import io.weft.api.config.ExecutionConfig;
import io.weft.api.execution.JobID;
import io.weft.api.serialization.TypeSerializer;
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
}

package io.weft.runtime.task;

import io.weft.api.config.Configuration;
import io.weft.api.execution.JobID;
import io.weft.api.functions.rich.JobInfo;
import io.weft.api.serialization.RenamedClasses;
import io.weft.model.message.TaskManagerMessage.JobDescription;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What all tasks of a job in this TaskManager share. Thread-safe. */
public final class JobContext implements JobInfo {

    private final JobDescription job;
    private final ClassLoader userCode;
    private final ConcurrentMap<String, Runnable> releaseHooks = new ConcurrentHashMap<>();

    /** @param userCode loads the job's classes */
    public JobContext(JobDescription job, ClassLoader userCode) {
        this.job = Objects.requireNonNull(job, "job");
        this.userCode = Objects.requireNonNull(userCode, "userCode");
    }

    @Override
    public JobID getJobId() {
        return job.id();
    }

    @Override
    public String getJobName() {
        return job.name();
    }

    public ClassLoader userCode() {
        return userCode;
    }

    /** Loads the classes of restored state, under their older names too. */
    ClassLoader stateClasses() {
        return RenamedClasses.of(userCode, configuration());
    }

    /** The job's settings, each time a configuration of its own: configurations are not safe for several threads. */
    public Configuration configuration() {
        return Configuration.fromMap(job.configuration());
    }

    void addReleaseHook(String name, Runnable hook) {
        releaseHooks.putIfAbsent(name, hook);
    }

    /** What user code wants done before its classes go. */
    public Map<String, Runnable> releaseHooks() {
        return Map.copyOf(releaseHooks);
    }
}

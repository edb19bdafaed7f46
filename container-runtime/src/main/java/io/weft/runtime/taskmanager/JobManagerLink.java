package io.weft.runtime.taskmanager;

import io.weft.model.message.JobManagerMessage;

/** A connection to a JobManager. Messages arrive in order or not at all; what was sent last may be lost. Thread-safe. */
public interface JobManagerLink {

    void send(JobManagerMessage message);

    /** The JobManager is silent: whoever owns the connection lets go of it and looks for a JobManager again. */
    void close(String reason);
}

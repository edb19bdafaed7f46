package io.weft.api.plan;

import io.weft.api.execution.JobClient;

/**
 * Runs programs: in this JVM, on YARN, or by handing them to whoever asked for them. One for running locally is found with
 * {@link java.util.ServiceLoader}.
 */
public interface PipelineExecutor {

    /**
     * Submits a program. Returns as soon as it is accepted.
     *
     * @param userCode loads the user's classes
     * @throws Exception if the program is not accepted; the message says what to do
     */
    JobClient execute(StreamGraph graph, ClassLoader userCode) throws Exception;
}

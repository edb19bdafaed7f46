package io.weft.yarn.client.session;

import io.weft.api.execution.JobClient;
import io.weft.api.plan.PipelineExecutor;
import io.weft.api.plan.StreamGraph;
import io.weft.model.graph.JobGraph;
import io.weft.model.graph.JobGraphCompiler;
import io.weft.yarn.client.job.SubmittedJobs;
import io.weft.yarn.client.terminal.CommandException;
import java.io.IOException;
import java.nio.file.Path;

/** Hands every {@code execute()} of a program to a session. Called by the program's thread. */
public final class SessionExecutor implements PipelineExecutor {

    private final SessionSearch search;
    private final Path jar;
    private final SubmittedJobs jobs;

    public SessionExecutor(SessionSearch search, Path jar, SubmittedJobs jobs) {
        this.search = search;
        this.jar = jar;
        this.jobs = jobs;
    }

    @Override
    public JobClient execute(StreamGraph graph, ClassLoader userCode) throws InterruptedException {
        JobGraph compiled = JobGraphCompiler.compile(graph);
        Session session = search.await();
        try {
            session.submit(compiled, jar);
        } catch (IOException e) {
            throw new CommandException(
                    "The job '" + compiled.name() + "' was not taken by session " + session.id() + ": "
                            + e.getMessage(),
                    e);
        }
        return jobs.add(session, compiled);
    }
}

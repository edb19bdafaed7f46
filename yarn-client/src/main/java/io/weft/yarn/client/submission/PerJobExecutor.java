package io.weft.yarn.client.submission;

import io.weft.api.execution.JobClient;
import io.weft.api.plan.PipelineExecutor;
import io.weft.api.plan.StreamGraph;
import io.weft.model.graph.JobGraph;
import io.weft.model.graph.JobGraphCompiler;
import io.weft.model.message.ClientRequest.SubmitJob;
import io.weft.yarn.appmaster.program.ApplicationFiles;
import io.weft.yarn.appmaster.program.DeploymentMode;
import io.weft.yarn.client.application.RunningApplication;
import io.weft.yarn.client.job.SubmittedJobs;
import io.weft.yarn.client.terminal.CommandException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** Makes every {@code execute()} of a program an application of its own. Called by the program's thread. */
public final class PerJobExecutor implements PipelineExecutor {

    private final ClusterSubmission submission;
    private final Path jar;
    private final SubmittedJobs jobs;

    public PerJobExecutor(ClusterSubmission submission, Path jar, SubmittedJobs jobs) {
        this.submission = submission;
        this.jar = jar;
        this.jobs = jobs;
    }

    @Override
    public JobClient execute(StreamGraph graph, ClassLoader userCode) {
        JobGraph compiled = JobGraphCompiler.compile(graph);
        NewApplication application = submission.begin();
        RunningApplication running;
        try {
            JobGraph complete = compiled.withUserJars(List.of(application.addUserJar(jar)));
            running = application.submit(
                    DeploymentMode.PER_JOB, complete.name(), new ApplicationFiles().withJob(new SubmitJob(complete)));
        } catch (IOException | YarnException | RuntimeException e) {
            application.discard();
            throw new CommandException(
                    "The job '" + compiled.name() + "' could not be submitted: " + e.getMessage(), e);
        }
        submission.sweep();
        return jobs.add(running, compiled);
    }
}

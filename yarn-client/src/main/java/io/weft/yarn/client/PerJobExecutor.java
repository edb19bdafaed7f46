package io.weft.yarn.client;

import io.weft.api.execution.JobClient;
import io.weft.api.plan.PipelineExecutor;
import io.weft.api.plan.StreamGraph;
import io.weft.model.graph.JobGraph;
import io.weft.model.graph.JobGraphCompiler;
import io.weft.model.message.ClientRequest.SubmitJob;
import io.weft.yarn.appmaster.ApplicationFiles;
import io.weft.yarn.appmaster.DeploymentMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** Makes every {@code execute()} of a program an application of its own. Called by the program's thread. */
final class PerJobExecutor implements PipelineExecutor {

    private final HadoopCluster cluster;
    private final ClusterSubmission submission;
    private final Path jar;
    private final SubmittedJobs jobs;

    PerJobExecutor(HadoopCluster cluster, ClusterSubmission submission, Path jar, SubmittedJobs jobs) {
        this.cluster = cluster;
        this.submission = submission;
        this.jar = jar;
        this.jobs = jobs;
    }

    @Override
    public JobClient execute(StreamGraph graph, ClassLoader userCode) {
        JobGraph compiled = JobGraphCompiler.compile(graph);
        NewApplication application = submission.begin();
        try {
            JobGraph complete = compiled.withUserJars(List.of(application.addUserJar(jar)));
            application.submit(
                    DeploymentMode.PER_JOB, complete.name(), new ApplicationFiles().withJob(new SubmitJob(complete)));
        } catch (IOException | YarnException | RuntimeException e) {
            application.discard();
            throw new CommandException(
                    "The job '" + compiled.name() + "' could not be submitted: " + e.getMessage(), e);
        }
        submission.sweep();
        return jobs.add(
                new RunningApplication(cluster, application.id(), application.staging(), application.secret()),
                compiled);
    }
}

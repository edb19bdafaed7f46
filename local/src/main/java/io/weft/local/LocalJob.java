package io.weft.local;

import io.weft.api.execution.JobClient;
import io.weft.api.execution.JobExecutionResult;
import io.weft.api.execution.JobID;
import io.weft.api.execution.JobStatus;
import io.weft.model.client.GatewayJobClient;
import io.weft.model.graph.JobGraph;
import io.weft.model.message.ClientRequest;
import io.weft.model.message.ClientResponse.JobDetails;
import java.util.concurrent.CompletableFuture;

/** Follows a job from its submission on, for its cluster is gone when it has ended. */
final class LocalJob implements JobClient {

    private final GatewayJobClient running;
    private final CompletableFuture<JobDetails> ended;
    private final LocalCluster cluster;

    private LocalJob(GatewayJobClient running, CompletableFuture<JobDetails> ended, LocalCluster cluster) {
        this.running = running;
        this.ended = ended;
        this.cluster = cluster;
    }

    static LocalJob submit(JobGraph graph, LocalCluster cluster) {
        GatewayJobClient job = new GatewayJobClient(cluster, graph.jobId());
        CompletableFuture<JobDetails> ended = cluster.ask(new ClientRequest.SubmitJob(graph))
                .thenAccept(GatewayJobClient::requireAccepted)
                .thenCompose(accepted -> job.follow(progress -> {}));
        return new LocalJob(job, ended, cluster);
    }

    @Override
    public JobID getJobID() {
        return running.getJobID();
    }

    @Override
    public CompletableFuture<JobStatus> getJobStatus() {
        return ended.isDone() ? ended.thenApply(details -> details.overview().status()) : running.getJobStatus();
    }

    @Override
    public CompletableFuture<Void> cancel() {
        return ended.isDone() ? CompletableFuture.completedFuture(null) : running.cancel();
    }

    /** Known when the cluster is gone, too: who has the result may do with its files what they like. */
    @Override
    public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
        return ended.thenCompose(details -> cluster.ended().thenCompose(gone -> GatewayJobClient.result(details)));
    }
}

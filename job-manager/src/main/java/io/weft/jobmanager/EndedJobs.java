package io.weft.jobmanager;

import io.weft.api.execution.JobID;
import io.weft.api.execution.JobStatus;
import io.weft.jobmanager.port.JournalRecord;
import io.weft.model.Epoch;
import io.weft.model.Failure;
import io.weft.model.graph.JobGraph;
import io.weft.model.message.ClientResponse.JobDetails;
import io.weft.model.message.ClientResponse.JobOverview;
import io.weft.model.message.ClientResponse.VertexDetails;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How jobs ended, for those who ask later: the last ones, up to a bound. */
final class EndedJobs {

    private final int bound;
    private final Map<JobID, JobDetails> jobs = new LinkedHashMap<>();
    /** Of which no client has heard the end yet. */
    private final Set<JobID> untold = new HashSet<>();

    /** The newest job is kept even with a bound of 0: a client that waits for it must be told. */
    EndedJobs(int bound) {
        this.bound = Math.max(1, bound);
    }

    void add(JobDetails details) {
        jobs.put(details.overview().id(), details);
        untold.add(details.overview().id());
        if (jobs.size() > bound) {
            JobID oldest = jobs.keySet().iterator().next();
            jobs.remove(oldest);
            untold.remove(oldest);
        }
    }

    /** The job's end, or null if it has not ended here or too long ago. */
    JobDetails find(JobID job) {
        return jobs.get(job);
    }

    Collection<JobDetails> all() {
        return jobs.values();
    }

    void onTold(JobID job) {
        untold.remove(job);
    }

    boolean allTold() {
        return untold.isEmpty();
    }

    /** What is still known of a job that ended under an earlier JobManager. */
    static JobDetails recovered(
            JobGraph graph, long submittedMs, int restarts, JournalRecord.JobEnded ended, Epoch epoch) {
        List<VertexDetails> vertices = graph.vertices().stream()
                .map(vertex -> new VertexDetails(
                        vertex.id().toString(),
                        vertex.name(),
                        vertex.parallelism(),
                        states(ended, vertex.parallelism()),
                        Map.of()))
                .toList();
        int tasks = vertices.stream().mapToInt(VertexDetails::parallelism).sum();
        JobOverview overview =
                new JobOverview(graph.jobId(), graph.name(), ended.status(), submittedMs, ended.atMs(), tasks, 0);
        Failure failure = ended.failure();
        return new JobDetails(overview, epoch.number() << 32, restarts, failure, "", "", vertices);
    }

    /** In which states the tasks of a job that did not finish ended is not journalled. */
    private static Map<String, Integer> states(JournalRecord.JobEnded ended, int parallelism) {
        return ended.status() == JobStatus.FINISHED ? Map.of("FINISHED", parallelism) : Map.of();
    }
}

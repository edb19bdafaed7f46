package io.weft.yarn.client.inspection;

import io.weft.model.message.ClientResponse.JobDetails;
import io.weft.model.message.ClientResponse.VertexDetails;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Jobs of one application in detail, to be shown. The components' names are those in the JSON document. */
public record JobReport(
        String application, String mode, String name, String queue, String state, String trackingUrl, List<Job> jobs) {

    public JobReport {
        jobs = List.copyOf(jobs);
    }

    /** @param failure the root cause with its trace if the job has failed or is restarting, else empty */
    record Job(
            Listing.Job job,
            int restarts,
            String waitingFor,
            String checkpointFailure,
            String failure,
            List<Vertex> vertices) {
        Job {
            vertices = List.copyOf(vertices);
        }

        static Job of(JobDetails details) {
            return new Job(
                    Listing.Job.of(details.overview()),
                    details.restarts(),
                    details.waitingFor(),
                    details.checkpointFailure(),
                    details.failure() == null ? "" : details.failure().stackTrace(),
                    details.vertices().stream().map(Vertex::of).toList());
        }
    }

    /** @param figures summed over the vertex' tasks */
    record Vertex(String id, String name, int parallelism, Map<String, Integer> taskStates, Map<String, Long> figures) {
        static Vertex of(VertexDetails vertex) {
            return new Vertex(
                    vertex.id(),
                    vertex.name(),
                    vertex.parallelism(),
                    new TreeMap<>(vertex.taskStates()),
                    new TreeMap<>(vertex.figures()));
        }
    }

    public String toText() {
        StringBuilder text = new StringBuilder();
        text.append(String.format("%s  %s  %s  queue %s  %s%n", application, mode, state, queue, name));
        text.append(String.format("%s", trackingUrl));
        jobs.forEach(job -> append(text, job));
        return text.toString();
    }

    private static void append(StringBuilder text, Job shown) {
        Listing.Job job = shown.job();
        text.append(String.format(
                "%n%nJob '%s' (%s) is %s%n  submitted %s",
                job.name(), job.id(), job.status(), Instant.ofEpochMilli(job.startedMs())));
        if (job.endedMs() > 0) {
            text.append(", took ").append(Duration.ofMillis(job.endedMs() - job.startedMs()));
        }
        text.append(shown.restarts() == 0 ? "" : ", restarts: " + shown.restarts());
        text.append(shown.waitingFor().isEmpty() ? "" : String.format("%n  waits for %s", shown.waitingFor()));
        text.append(shown.checkpointFailure().isEmpty() ? "" : String.format("%n  %s", shown.checkpointFailure()));
        for (Vertex vertex : shown.vertices()) {
            text.append(String.format("%n  %3d x %s  %s", vertex.parallelism(), vertex.name(), vertex.taskStates()));
            text.append(vertex.figures().isEmpty() ? "" : "  " + vertex.figures());
        }
        text.append(shown.failure().isEmpty() ? "" : String.format("%n%s", shown.failure()));
    }
}

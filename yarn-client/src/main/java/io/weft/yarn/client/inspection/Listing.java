package io.weft.yarn.client.inspection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.weft.model.message.ClientRequest;
import io.weft.model.message.ClientResponse;
import io.weft.model.message.ClientResponse.JobOverview;
import io.weft.yarn.client.application.Applications;
import io.weft.yarn.client.application.HadoopCluster;
import io.weft.yarn.client.application.RunningApplication;
import io.weft.yarn.client.terminal.CommandException;
import io.weft.yarn.client.terminal.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;

/** Applications with their jobs, to be shown. The components' names are those in the JSON document. */
public record Listing(List<Application> applications) {

    private static final long ANSWER_TIMEOUT_MS = 5_000;

    public Listing {
        applications = List.copyOf(applications);
    }

    /** @param jobs empty if they cannot be known, because the application is starting or does not answer */
    record Application(String id, String mode, String name, String queue, String state, List<Job> jobs) {
        Application {
            jobs = List.copyOf(jobs);
        }
    }

    /** Times are ms since the epoch; {@code endedMs} is 0 while the job runs. */
    record Job(String id, String name, String status, int tasks, int runningTasks, long startedMs, long endedMs) {
        static Job of(JobOverview job) {
            return new Job(
                    job.id().toString(),
                    job.name(),
                    job.status().toString(),
                    job.tasks(),
                    job.runningTasks(),
                    job.startedMs(),
                    job.endedMs());
        }
    }

    /** Asks each of the applications for its jobs. */
    public static Listing of(HadoopCluster cluster, List<ApplicationReport> reports, Console console) {
        List<Application> applications = new ArrayList<>();
        for (ApplicationReport report : reports) {
            applications.add(new Application(
                    report.getApplicationId().toString(),
                    Applications.mode(report).label(),
                    report.getName(),
                    report.getQueue(),
                    report.getYarnApplicationState().toString(),
                    jobs(cluster, report, console).stream().map(Job::of).toList()));
        }
        return new Listing(applications);
    }

    /** The jobs of an application; none, with a remark, if it does not answer. */
    static List<JobOverview> jobs(HadoopCluster cluster, ApplicationReport report, Console console) {
        if (report.getYarnApplicationState() != YarnApplicationState.RUNNING) {
            return List.of();
        }
        try (RunningApplication application = Applications.open(cluster, report.getApplicationId())) {
            ClientResponse answer = application
                    .jobManager()
                    .ask(new ClientRequest.ListJobs())
                    .get(ANSWER_TIMEOUT_MS, TimeUnit.MILLISECONDS);
            return answer instanceof ClientResponse.Jobs jobs ? jobs.jobs() : List.of();
        } catch (CommandException e) {
            console.say(e.getMessage());
        } catch (ExecutionException | TimeoutException e) {
            console.say("Application " + report.getApplicationId() + " does not answer; its jobs are not shown.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.of();
    }

    public String toJson() {
        return json(this);
    }

    /** A document for programs. */
    public static String json(Object value) {
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Strings and numbers can be written", impossible);
        }
    }

    /** A table for people: each application, its jobs below it. */
    public String toTable(String none) {
        if (applications.isEmpty()) {
            return none;
        }
        StringBuilder table = new StringBuilder();
        for (Application application : applications) {
            table.append(table.length() == 0 ? "" : "\n")
                    .append(String.format(
                            "%s  %-11s  %-8s  %s",
                            application.id(), application.mode(), application.state(), application.name()));
            for (Job job : application.jobs()) {
                table.append(String.format(
                        "%n  %s  %-9s  %d of %d tasks run  %s",
                        job.id(), job.status(), job.runningTasks(), job.tasks(), job.name()));
            }
        }
        return table.toString();
    }
}

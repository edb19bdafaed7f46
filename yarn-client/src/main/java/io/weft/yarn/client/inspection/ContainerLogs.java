package io.weft.yarn.client.inspection;

import io.weft.yarn.client.application.HadoopCluster;
import io.weft.yarn.client.application.RemoteJobManager;
import io.weft.yarn.client.terminal.CommandException;
import io.weft.yarn.client.terminal.Console;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptReport;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.ContainerReport;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.hadoop.yarn.logaggregation.ContainerLogsRequest;
import org.apache.hadoop.yarn.logaggregation.filecontroller.LogAggregationFileControllerFactory;

/** Prints what containers have logged: from their nodes while they run, from where YARN collects logs when the application has ended. */
public final class ContainerLogs {

    /** The files of ours among those that YARN finds in a container's log directory. */
    private static final List<String> FILES = List.of("weft.log", "stdout", "stderr");

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int OK = 200;

    private final HadoopCluster cluster;
    private final ApplicationReport application;
    private final Console console;
    private final String container;

    /** @param container the only one to show, or null */
    public ContainerLogs(HadoopCluster cluster, ApplicationReport application, String container, Console console) {
        this.cluster = cluster;
        this.application = application;
        this.container = container;
        this.console = console;
    }

    /** @throws CommandException if there is nothing to show, with the reason */
    public void print() {
        try {
            if (RemoteJobManager.hasEnded(application)) {
                printCollected();
            } else {
                printFromNodes();
            }
        } catch (IOException | YarnException e) {
            throw new CommandException("The logs cannot be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void printCollected() throws IOException {
        Configuration configuration = cluster.configuration();
        if (!configuration.getBoolean(YarnConfiguration.LOG_AGGREGATION_ENABLED, false)) {
            throw new CommandException("Application " + application.getApplicationId()
                    + " has ended, and this cluster does not collect logs (yarn.log-aggregation-enable is not true in"
                    + " yarn-site.xml). What is left of them lies on the nodes' own disks. Logs of an application that runs"
                    + " are shown all the same.");
        }
        ContainerLogsRequest request = new ContainerLogsRequest();
        request.setAppId(application.getApplicationId());
        request.setAppOwner(application.getUser());
        request.setAppFinished(true);
        request.setContainerId(container);
        request.setLogTypes(Set.copyOf(FILES));
        request.setBytes(Long.MAX_VALUE);
        if (!readCollected(configuration, request)) {
            throw new CommandException("YARN has no logs of "
                    + (container == null ? "application " + application.getApplicationId() : "container " + container)
                    + "; its collection of them is " + application.getLogAggregationStatus()
                    + ". It takes some seconds after the end: try again.");
        }
    }

    private boolean readCollected(Configuration configuration, ContainerLogsRequest request) throws IOException {
        try {
            OutputStream out = console.output();
            boolean found = new LogAggregationFileControllerFactory(configuration)
                    .getFileControllerForRead(request.getAppId(), request.getAppOwner())
                    .readAggregatedLogs(request, out);
            out.flush();
            return found;
        } catch (FileNotFoundException nothingYet) {
            return false;
        }
    }

    private void printFromNodes() throws IOException, YarnException, InterruptedException {
        List<ContainerReport> running = running();
        if (running.isEmpty()) {
            throw new CommandException((container == null ? "No container" : "No such container") + " of application "
                    + application.getApplicationId()
                    + " runs now. Logs of containers that have ended are shown when the"
                    + " application has ended too.");
        }
        HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
        for (ContainerReport report : running) {
            for (String file : FILES) {
                print(http, report, file);
            }
        }
        console.say(
                "The application runs: shown are containers that do too. Logs of those that have ended are shown when the"
                        + " application has ended.");
    }

    private List<ContainerReport> running() throws IOException, YarnException {
        List<ContainerReport> running = new ArrayList<>();
        for (ApplicationAttemptReport attempt : cluster.yarn().getApplicationAttempts(application.getApplicationId())) {
            running.addAll(cluster.yarn().getContainers(attempt.getApplicationAttemptId()));
        }
        running.removeIf(report ->
                container != null && !report.getContainerId().toString().equals(container));
        return running;
    }

    private void print(HttpClient http, ContainerReport report, String file) throws InterruptedException {
        URI address = URI.create(
                report.getNodeHttpAddress() + "/ws/v1/node/containers/" + report.getContainerId() + "/logs/" + file);
        HttpRequest request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() == OK) {
                    body.transferTo(console.output());
                    console.print("");
                } else {
                    console.error(address + " is not available here: its node answers with status "
                            + response.statusCode() + ". A browser that may log in shows " + report.getLogUrl());
                }
            }
        } catch (IOException e) {
            console.error(address + " cannot be reached: " + e.getMessage());
        }
    }
}

package io.weft.yarn.client.job;

import io.weft.model.message.ClientResponse.JobDetails;

/** One line on how a job is doing. */
public final class ProgressLine {

    private ProgressLine() {}

    public static String of(JobDetails details) {
        StringBuilder line = new StringBuilder(details.overview().status().toString());
        line.append(", ")
                .append(details.overview().runningTasks())
                .append(" of ")
                .append(details.overview().tasks())
                .append(" tasks run");
        if (details.restarts() > 0) {
            line.append(", restarted ").append(details.restarts() == 1 ? "once" : details.restarts() + " times");
        }
        if (!details.waitingFor().isEmpty()) {
            line.append(", waits for ")
                    .append(details.waitingFor().lines().findFirst().orElse(""));
        }
        return line.toString();
    }
}

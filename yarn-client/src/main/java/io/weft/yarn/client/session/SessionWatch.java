package io.weft.yarn.client.session;

import io.weft.api.execution.JobID;
import io.weft.api.execution.JobStatus;
import io.weft.model.message.ClientResponse.JobOverview;
import io.weft.yarn.client.terminal.Console;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells what changes among a session's jobs, one line a change. */
final class SessionWatch {

    private final Console console;
    private final Map<JobID, JobStatus> told = new HashMap<>();
    private boolean begun;

    SessionWatch(Console console) {
        this.console = console;
    }

    /** Jobs that had ended before anybody watched are not told of. */
    void onJobs(List<JobOverview> jobs) {
        for (JobOverview job : jobs) {
            JobStatus before = told.put(job.id(), job.status());
            if (before != job.status() && (begun || !job.status().isTerminalState())) {
                console.say("Job '" + job.name() + "' (" + job.id() + ") is " + job.status());
            }
        }
        begun = true;
    }
}

package io.weft.yarn.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.execution.JobID;
import io.weft.api.execution.JobStatus;
import io.weft.model.message.ClientResponse.JobOverview;
import io.weft.yarn.client.terminal.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionWatchTest {

    private static final JobID FIRST = JobID.generate();
    private static final JobID SECOND = JobID.generate();

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(shown, true, StandardCharsets.UTF_8);
    private final SessionWatch watch = new SessionWatch(new Console(stream, stream, false));

    @Test
    void tellsEachChangeOnce() {
        watch.onJobs(List.of(job(FIRST, JobStatus.CREATED)));
        watch.onJobs(List.of(job(FIRST, JobStatus.RUNNING)));
        watch.onJobs(List.of(job(FIRST, JobStatus.RUNNING)));
        watch.onJobs(List.of(job(FIRST, JobStatus.FINISHED), job(SECOND, JobStatus.FINISHED)));
        assertThat(shown.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "Job 'words' (" + FIRST + ") is CREATED",
                        "Job 'words' (" + FIRST + ") is RUNNING",
                        "Job 'words' (" + FIRST + ") is FINISHED",
                        "Job 'words' (" + SECOND + ") is FINISHED");
    }

    @Test
    void saysNothingOfJobsThatHadEndedBefore() {
        watch.onJobs(List.of(job(FIRST, JobStatus.FAILED), job(SECOND, JobStatus.RUNNING)));
        assertThat(shown.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("Job 'words' (" + SECOND + ") is RUNNING");
    }

    private static JobOverview job(JobID id, JobStatus status) {
        return new JobOverview(id, "words", status, 1, 0, 2, 2);
    }
}

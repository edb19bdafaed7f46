package io.weft.yarn.client.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.execution.JobStatus;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.util.Records;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndDiagnosticsTest {

    private static final String ID = "application_1700000000000_0001";

    @Test
    void ofAFailedAttemptItKeepsTheCauseAndDropsWhatYarnSaysAroundIt() {
        String yarn =
                "Application " + ID + " failed 1 times due to AM Container for appattempt_1700000000000_0001_000001"
                        + " exited with  exitCode: 1\n"
                        + "Failing this attempt.Diagnostics: [2026-11-21 12:00:00.123]Exception from container-launch.\n"
                        + "Container id: container_1700000000000_0001_01_000001\n"
                        + "Last 4096 bytes of stderr :\n"
                        + "This attempt of the ApplicationMaster failed.\njava.io.IOException: no space left\n"
                        + "For more detailed output, check the application tracking page: http://rm:8088/ Then click on links\n";
        String text = EndDiagnostics.describe(report(FinalApplicationStatus.FAILED, yarn));
        assertThat(text)
                .startsWith("Application " + ID + " failed: its ApplicationMaster ended with exit code 1.\n")
                .contains("java.io.IOException: no space left")
                .endsWith("weft logs " + ID)
                .doesNotContain("container-launch", "tracking page");
    }

    @ParameterizedTest
    @CsvSource({
        "3, jobmanager.memory.process.size",
        "-104, jobmanager.memory.process.size",
        "137, SIGKILL",
        "143, SIGTERM"
    })
    void saysWhatAnExitCodeMeans(int exitCode, String meaning) {
        String yarn = "AM Container for appattempt_1700000000000_0001_000001 exited with exitCode: " + exitCode;
        assertThat(EndDiagnostics.describe(report(FinalApplicationStatus.FAILED, yarn)))
                .contains(meaning);
    }

    @Test
    void whatTheApplicationItselfSaidIsToldAsItIs() {
        assertThat(EndDiagnostics.describe(report(FinalApplicationStatus.FAILED, "  Job 'x' failed: boom\n")))
                .isEqualTo("Application " + ID + " has ended as FAILED: Job 'x' failed: boom");
        assertThat(EndDiagnostics.describe(report(FinalApplicationStatus.SUCCEEDED, null)))
                .isEqualTo("Application " + ID + " has ended as SUCCEEDED.");
        assertThat(EndDiagnostics.describe(
                        report(FinalApplicationStatus.KILLED, "Application " + ID + " was killed by user ada")))
                .isEqualTo("Application " + ID + " was killed by user ada");
    }

    @ParameterizedTest
    @CsvSource({"SUCCEEDED, FINISHED", "KILLED, CANCELED", "FAILED, FAILED", "UNDEFINED, FAILED"})
    void theOnlyJobOfAnApplicationEndsAsTheApplicationDoes(FinalApplicationStatus application, JobStatus job) {
        assertThat(new ApplicationEndedException(report(application, "")).jobStatus())
                .isEqualTo(job);
    }

    private static ApplicationReport report(FinalApplicationStatus status, String diagnostics) {
        ApplicationReport report = Records.newRecord(ApplicationReport.class);
        report.setApplicationId(ApplicationId.fromString(ID));
        report.setFinalApplicationStatus(status);
        report.setDiagnostics(diagnostics);
        return report;
    }
}

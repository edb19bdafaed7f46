package io.weft.yarn.client.application;

import io.weft.api.execution.JobStatus;
import java.io.IOException;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;

/** The application is over, so there is no JobManager to ask. */
public final class ApplicationEndedException extends IOException {

    private static final long serialVersionUID = 1;

    private final transient ApplicationReport report;

    public ApplicationEndedException(ApplicationReport report) {
        super(EndDiagnostics.describe(report));
        this.report = report;
    }

    public ApplicationReport report() {
        return report;
    }

    /** What that says about the only job of an application. */
    public JobStatus jobStatus() {
        if (report.getFinalApplicationStatus() == FinalApplicationStatus.SUCCEEDED) {
            return JobStatus.FINISHED;
        }
        return report.getFinalApplicationStatus() == FinalApplicationStatus.KILLED
                ? JobStatus.CANCELED
                : JobStatus.FAILED;
    }
}

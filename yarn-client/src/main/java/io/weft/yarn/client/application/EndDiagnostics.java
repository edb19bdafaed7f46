package io.weft.yarn.client.application;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.ContainerExitStatus;

/** What YARN says about an application's end, without what it says around it and what it says twice. */
final class EndDiagnostics {

    private static final Pattern ATTEMPT_FAILED =
            Pattern.compile("AM Container for \\S+ exited with\\s+exitCode:\\s*(-?\\d+)");

    private static final String STDERR = "bytes of stderr :";
    private static final String DETAILS = "Diagnostics:";
    private static final String FOOTER = "For more detailed output";
    private static final Pattern TIMESTAMP =
            Pattern.compile("(?m)^\\s*\\[\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d[.,]\\d+]");

    private EndDiagnostics() {}

    /** One message, with what to do if the end was not of the application's own making. */
    static String describe(ApplicationReport report) {
        String diagnostics =
                report.getDiagnostics() == null ? "" : report.getDiagnostics().strip();
        String application = "Application " + report.getApplicationId();
        Matcher attempt = ATTEMPT_FAILED.matcher(diagnostics);
        if (attempt.find()) {
            String details = details(diagnostics.substring(attempt.end()));
            return application + " failed: its ApplicationMaster "
                    + reason(Integer.parseInt(attempt.group(1)))
                    + (details.isEmpty() ? "" : "\n" + details)
                    + "\nIts log: weft logs " + report.getApplicationId();
        }
        if (diagnostics.startsWith(application)) {
            return diagnostics;
        }
        return application + " has ended as " + report.getFinalApplicationStatus()
                + (diagnostics.isEmpty() ? "." : ": " + diagnostics);
    }

    /** The end of the process's standard error where YARN has it, else what YARN says. */
    private static String details(String diagnostics) {
        int footer = diagnostics.indexOf(FOOTER);
        String text = footer < 0 ? diagnostics : diagnostics.substring(0, footer);
        int stderr = text.lastIndexOf(STDERR);
        int details = text.indexOf(DETAILS);
        if (stderr >= 0) {
            text = text.substring(stderr + STDERR.length());
        } else if (details >= 0) {
            text = text.substring(details + DETAILS.length());
        }
        return TIMESTAMP.matcher(text).replaceAll("").strip();
    }

    private static String reason(int exitCode) {
        return switch (exitCode) {
            case 3, ContainerExitStatus.KILLED_EXCEEDED_PMEM, ContainerExitStatus.KILLED_EXCEEDED_VMEM ->
                "needed more memory than it had (exit code " + exitCode + "). Raise jobmanager.memory.process.size.";
            case 137 -> "was killed (SIGKILL, exit code 137).";
            case 143 -> "was terminated (SIGTERM, exit code 143).";
            default -> "ended with exit code " + exitCode + ".";
        };
    }
}

package io.weft.yarn.appmaster;

import org.apache.hadoop.yarn.api.records.ContainerExitStatus;
import org.apache.hadoop.yarn.api.records.ContainerStatus;

/** Says in words why a container ended. */
final class ContainerExit {

    private static final String STDERR = "bytes of stderr :";

    private ContainerExit() {}

    static String describe(ContainerStatus status) {
        String detail = detail(status.getDiagnostics());
        return "Container " + status.getContainerId() + " " + reason(status.getExitStatus())
                + (detail.isEmpty() ? "" : "\n" + detail);
    }

    /** The end of the process's standard error where YARN has it, which tells more than what YARN says around it, and says it twice. */
    private static String detail(String diagnostics) {
        if (diagnostics == null) {
            return "";
        }
        int stderr = diagnostics.lastIndexOf(STDERR);
        return (stderr < 0 ? diagnostics : diagnostics.substring(stderr + STDERR.length())).strip();
    }

    private static String reason(int exitStatus) {
        return switch (exitStatus) {
            case ContainerExitStatus.SUCCESS -> "ended by itself (exit code 0).";
            case ContainerExitStatus.ABORTED -> "was lost with its node, or released (exit status -100).";
            case ContainerExitStatus.DISKS_FAILED -> "was stopped because its node's disks failed (exit status -101).";
            case ContainerExitStatus.PREEMPTED ->
                "was preempted by YARN for another queue or application (exit status -102).";
            case ContainerExitStatus.KILLED_EXCEEDED_VMEM ->
                "was killed by YARN for using more virtual memory than allowed (exit status -103). Ask the administrator to set"
                        + " yarn.nodemanager.vmem-check-enabled=false, or raise taskmanager.memory.process.size.";
            case ContainerExitStatus.KILLED_EXCEEDED_PMEM ->
                "was killed by YARN for using more memory than it had asked for (exit status -104). Raise"
                        + " taskmanager.memory.process.size.";
            case ContainerExitStatus.KILLED_BY_APPMASTER -> "was stopped by the ApplicationMaster (exit status -105).";
            case ContainerExitStatus.KILLED_BY_RESOURCEMANAGER ->
                "was killed by the YARN ResourceManager (exit status -106).";
            case 3 ->
                "ran out of memory: a Java heap, metaspace or direct memory limit was reached (exit code 3). Raise"
                        + " taskmanager.memory.process.size.";
            case 137 -> "was killed (SIGKILL, exit code 137).";
            case 143 -> "was terminated (SIGTERM, exit code 143).";
            default -> "failed with exit code " + exitStatus + ".";
        };
    }
}

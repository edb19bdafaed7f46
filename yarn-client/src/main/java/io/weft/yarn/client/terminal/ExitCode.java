package io.weft.yarn.client.terminal;

/** What a command's exit code tells a script. */
public enum ExitCode {
    /** The job finished, or the command did what it was asked. */
    OK(0),
    /** The job failed, or what was asked of it did. */
    JOB_FAILED(1),
    /** Some of what was to be shown can't be read. */
    UNREADABLE(1),
    /** Wrong usage, or nothing could be submitted; nothing is left in HDFS or YARN. */
    NOT_SUBMITTED(2),
    /** The job was cancelled or killed. */
    JOB_CANCELED(3);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}

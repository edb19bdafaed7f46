package io.weft.yarn.appmaster.program;

/** Where a job's main method runs, and how long the application lives. */
public enum DeploymentMode {
    /** main in the client; the application lives as long as the one job. */
    PER_JOB("per-job"),
    /** main in the ApplicationMaster; the application lives until it has returned and all its jobs have ended. */
    APPLICATION("application"),
    /** main in the client; the application lives until it is stopped, and serves any number of jobs. */
    SESSION("session");

    private final String label;

    DeploymentMode(String label) {
        this.label = label;
    }

    /** As it is written on the command line. */
    public String label() {
        return label;
    }

    /** The tag of such applications in YARN, by which clients tell them apart. */
    public String tag() {
        return "weft-" + label;
    }
}

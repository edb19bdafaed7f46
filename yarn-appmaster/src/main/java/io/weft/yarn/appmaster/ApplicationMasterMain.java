package io.weft.yarn.appmaster;

import io.weft.api.config.Configuration;
import io.weft.hdfs.ContainerWorkspace;
import io.weft.model.process.ProcessExit;
import io.weft.yarn.appmaster.program.ApplicationFiles;
import io.weft.yarn.appmaster.program.DeploymentMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ApplicationMaster's process. Exit code 0: YARN has been told how the application ended; else this attempt failed. */
public final class ApplicationMasterMain {

    private static final Logger LOG = LoggerFactory.getLogger(ApplicationMasterMain.class);

    private ApplicationMasterMain() {}

    /** @param arguments the deployment mode's label */
    public static void main(String[] arguments) {
        // Hadoop's clients leave threads behind that would keep the process, so it always ends here.
        ProcessExit.SYSTEM.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        try {
            Path workingDirectory = Path.of("");
            Configuration settings = ContainerWorkspace.readSettings(workingDirectory);
            ContainerEnvironment environment = ContainerEnvironment.of(System.getenv());
            Workload workload = workload(modeOf(arguments[0]), settings, workingDirectory);
            new ApplicationMaster(environment, settings, workload).run();
            return 0;
        } catch (Throwable failure) {
            LOG.error("This attempt of the ApplicationMaster failed.", failure);
            return 1;
        }
    }

    private static Workload workload(DeploymentMode mode, Configuration settings, Path workingDirectory)
            throws IOException {
        return switch (mode) {
            case PER_JOB -> new PerJobWorkload(ApplicationFiles.readJob(workingDirectory));
            case APPLICATION -> new MainWorkload(ApplicationFiles.readMain(workingDirectory), settings);
            case SESSION -> new Workload.Session();
        };
    }

    private static DeploymentMode modeOf(String label) {
        return Arrays.stream(DeploymentMode.values())
                .filter(mode -> mode.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no deployment mode '" + label + "'."));
    }
}

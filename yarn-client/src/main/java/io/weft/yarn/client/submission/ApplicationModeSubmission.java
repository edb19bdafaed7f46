package io.weft.yarn.client.submission;

import io.weft.model.graph.UserJar;
import io.weft.yarn.appmaster.program.ApplicationFiles;
import io.weft.yarn.appmaster.program.DeploymentMode;
import io.weft.yarn.appmaster.program.MainProgram;
import io.weft.yarn.appmaster.program.UserProgram;
import io.weft.yarn.client.application.RunningApplication;
import io.weft.yarn.client.terminal.CommandException;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** Hands a program's jar over, whose main method then runs in the ApplicationMaster. */
public final class ApplicationModeSubmission {

    private ApplicationModeSubmission() {}

    /** Returns when YARN has accepted the application; the caller closes it. */
    public static RunningApplication submit(ClusterSubmission submission, UserProgram program, List<String> arguments) {
        program.checkMain();
        NewApplication application = submission.begin();
        RunningApplication running;
        try {
            UserJar jar = application.addUserJar(program.jar());
            MainProgram main = new MainProgram(program.mainClassName(), arguments, jar);
            running = application.submit(
                    DeploymentMode.APPLICATION, program.mainClassName(), new ApplicationFiles().withMain(main));
        } catch (IOException | YarnException | RuntimeException e) {
            application.discard();
            throw new CommandException(program.jar() + " could not be submitted: " + e.getMessage(), e);
        }
        submission.sweep();
        return running;
    }
}

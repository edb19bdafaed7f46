package io.weft.yarn.client;

import io.weft.model.graph.UserJar;
import io.weft.yarn.appmaster.ApplicationFiles;
import io.weft.yarn.appmaster.DeploymentMode;
import io.weft.yarn.appmaster.MainProgram;
import io.weft.yarn.appmaster.UserProgram;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** Hands a program's jar over, whose main method then runs in the ApplicationMaster. */
final class ApplicationModeSubmission {

    private ApplicationModeSubmission() {}

    static RunningApplication submit(
            HadoopCluster cluster, ClusterSubmission submission, UserProgram program, List<String> arguments) {
        program.checkMain();
        NewApplication application = submission.begin();
        try {
            UserJar jar = application.addUserJar(program.jar());
            MainProgram main = new MainProgram(program.mainClassName(), arguments, jar);
            application.submit(
                    DeploymentMode.APPLICATION, program.mainClassName(), new ApplicationFiles().withMain(main));
        } catch (IOException | YarnException | RuntimeException e) {
            application.discard();
            throw new CommandException(program.jar() + " could not be submitted: " + e.getMessage(), e);
        }
        submission.sweep();
        return new RunningApplication(cluster, application.id(), application.staging(), application.secret());
    }
}

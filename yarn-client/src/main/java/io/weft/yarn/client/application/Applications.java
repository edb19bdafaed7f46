package io.weft.yarn.client.application;

import io.weft.yarn.appmaster.program.DeploymentMode;
import io.weft.yarn.client.terminal.CommandException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.exceptions.ApplicationNotFoundException;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** Finds the user's applications of Weft in YARN. */
public final class Applications {

    /** What YARN calls our applications. */
    public static final String TYPE = "Weft";

    private static final EnumSet<YarnApplicationState> LIVING = EnumSet.of(
            YarnApplicationState.NEW,
            YarnApplicationState.NEW_SAVING,
            YarnApplicationState.SUBMITTED,
            YarnApplicationState.ACCEPTED,
            YarnApplicationState.RUNNING);

    private Applications() {}

    /**
     * What the command line says about which application is meant.
     *
     * @param id or null
     * @param name or null
     */
    public record Choice(String id, String name) {}

    /** The user's applications that have not ended, in the order in which they came. */
    public static List<ApplicationReport> living(HadoopCluster cluster) {
        try {
            String user = UserGroupInformation.getCurrentUser().getShortUserName();
            return cluster.yarn().getApplications(null, Set.of(user), Set.of(TYPE), LIVING).stream()
                    .sorted(Comparator.comparing(ApplicationReport::getApplicationId))
                    .toList();
        } catch (IOException | YarnException e) {
            throw new CommandException("The YARN ResourceManager cannot be asked: " + e.getMessage(), e);
        }
    }

    /** @throws CommandException if YARN knows no application of Weft with this id */
    public static ApplicationReport report(HadoopCluster cluster, String id) {
        try {
            ApplicationReport report = cluster.yarn().getApplicationReport(ApplicationId.fromString(id));
            if (report.getApplicationType().equals(TYPE)) {
                return report;
            }
            throw new CommandException("Application " + id + " is not one of Weft, but of "
                    + report.getApplicationType() + ". 'weft list' shows those of Weft.");
        } catch (IllegalArgumentException e) {
            throw new CommandException(
                    "'" + id + "' is no application id; they look like application_1700000000000_0001.", e);
        } catch (ApplicationNotFoundException e) {
            throw new CommandException("YARN knows no application " + id + ". 'weft list' shows those that run.", e);
        } catch (IOException | YarnException e) {
            throw new CommandException("The YARN ResourceManager cannot be asked: " + e.getMessage(), e);
        }
    }

    /** The mode in which an application was submitted. */
    public static DeploymentMode mode(ApplicationReport report) {
        for (DeploymentMode mode : DeploymentMode.values()) {
            if (report.getApplicationTags().contains(mode.tag())) {
                return mode;
            }
        }
        return DeploymentMode.PER_JOB;
    }

    /** A client of an application of this user. The caller closes it. */
    public static RunningApplication open(HadoopCluster cluster, ApplicationId id) {
        try {
            return RunningApplication.find(cluster, id);
        } catch (FileNotFoundException e) {
            throw new CommandException(
                    "Nothing is left of application " + id + " in "
                            + cluster.directory().root()
                            + ": it has ended, or yarn.staging-directory is not what it was started with.",
                    e);
        } catch (IOException e) {
            throw new CommandException("The files of application " + id + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The one session that is meant. The caller closes it. */
    public static RunningApplication openSession(HadoopCluster cluster, Choice choice) {
        return open(cluster, findSession(cluster, choice).getApplicationId());
    }

    /** @throws CommandException if there is none, or it is not clear which */
    static ApplicationReport findSession(HadoopCluster cluster, Choice choice) {
        if (choice.id() != null) {
            return sessionWithId(cluster, choice.id());
        }
        List<ApplicationReport> sessions = sessions(cluster);
        List<ApplicationReport> meant = sessions.stream()
                .filter(session -> choice.name() == null || session.getName().equals(choice.name()))
                .toList();
        if (meant.size() == 1) {
            return meant.get(0);
        }
        if (sessions.isEmpty()) {
            throw new CommandException("No session of yours runs. Start one with: yarn-session start");
        }
        String named = choice.name() == null ? "" : " with the name '" + choice.name() + "'";
        throw new CommandException(
                (meant.isEmpty() ? "No session" + named + " runs." : meant.size() + " sessions" + named + " run.")
                        + " Choose one by its id:\n" + describe(sessions));
    }

    private static ApplicationReport sessionWithId(HadoopCluster cluster, String id) {
        ApplicationReport report = report(cluster, id);
        if (mode(report) != DeploymentMode.SESSION) {
            throw new CommandException("Application " + id + " is no session, its mode is "
                    + mode(report).label() + ". 'yarn-session list' shows sessions.");
        }
        if (RemoteJobManager.hasEnded(report)) {
            throw new CommandException("Session " + id + " has ended. Start one with: yarn-session start");
        }
        return report;
    }

    public static List<ApplicationReport> sessions(HadoopCluster cluster) {
        return living(cluster).stream()
                .filter(report -> mode(report) == DeploymentMode.SESSION)
                .toList();
    }

    private static String describe(List<ApplicationReport> reports) {
        return reports.stream()
                .map(report -> "  " + report.getApplicationId() + "  " + report.getName())
                .collect(Collectors.joining("\n"));
    }
}

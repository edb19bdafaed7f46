package io.weft.yarn.client;

import io.weft.api.config.Configuration;
import io.weft.api.config.YarnConfigOptions;
import io.weft.yarn.client.application.Applications;
import io.weft.yarn.client.application.HadoopCluster;
import io.weft.yarn.client.inspection.Listing;
import io.weft.yarn.client.session.SessionLife;
import io.weft.yarn.client.submission.ClusterSubmission;
import io.weft.yarn.client.terminal.ExitCode;
import io.weft.yarn.client.terminal.Interruptible;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** {@code yarn-session}. */
@Command(
        name = "yarn-session",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Sessions: applications on YARN that take jobs until they are stopped.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the session ended otherwise than by being stopped",
            "2:wrong usage, nothing was started, or there is no such session",
            "3:the session was killed"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  yarn-session start --name shared",
            "  yarn-submit --mode session my-job.jar",
            "  yarn-session list",
            "  yarn-session stop"
        })
final class YarnSessionCommand {

    private static final String DEFAULT_NAME = "Weft session";
    private static final String SESSION = "The session; not needed if only one runs.";

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            scope = ScopeType.INHERIT,
            description = "A setting over those of conf/weft.yaml; hadoop.* go to Hadoop.")
    private Map<String, String> overrides = new TreeMap<>();

    private final ClientEnvironment environment;

    YarnSessionCommand(ClientEnvironment environment) {
        this.environment = environment;
    }

    @Command(
            name = "start",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Starts a session, waits until it takes jobs, and prints its application id.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  yarn-session start",
                "  yarn-session start -q etl --name nightly -Dtaskmanager.memory.process.size=2g",
                "  id=$(yarn-session start -Dyarn.session.idle-timeout=30min)"
            })
    int start(
            @Option(
                            names = {"-q", "--queue"},
                            paramLabel = "QUEUE",
                            description = "The YARN queue.")
                    String queue,
            @Option(names = "--name", paramLabel = "NAME", description = "What the session is called.") String name,
            @Option(
                            names = {"-d", "--detached"},
                            description = "Return as soon as YARN has accepted the session.")
                    boolean detached)
            throws Exception {
        if (queue != null) {
            overrides.put(YarnConfigOptions.APPLICATION_QUEUE.key(), queue);
        }
        if (name != null) {
            overrides.put(YarnConfigOptions.APPLICATION_NAME.key(), name);
        }
        Configuration settings = environment.settings(overrides);
        try (HadoopCluster cluster = environment.cluster(settings)) {
            ClusterSubmission submission = new ClusterSubmission(cluster, settings, environment.engineJars());
            String called = settings.get(YarnConfigOptions.APPLICATION_NAME, DEFAULT_NAME);
            try (SessionLife session = SessionLife.start(submission, called)) {
                environment.console().say("Session '" + called + "' was submitted as " + session.id() + ".");
                if (!detached) {
                    Interruptible.run(
                            () -> session.awaitReady(environment.console()), session::end, environment.console());
                }
                environment.console().print(session.id());
            }
        }
        return ExitCode.OK.number();
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists your sessions and their jobs.",
            footerHeading = "%nExamples:%n",
            footer = {"  yarn-session list", "  yarn-session list --json"})
    int list(@Option(names = "--json", description = "Print one JSON document.") boolean json) {
        try (HadoopCluster cluster = cluster()) {
            Listing listing = Listing.of(cluster, Applications.sessions(cluster), environment.console());
            environment.console().print(json ? listing.toJson() : listing.toTable("No session of yours runs."));
        }
        return ExitCode.OK.number();
    }

    @Command(
            name = "attach",
            mixinStandardHelpOptions = true,
            description =
                    "Shows what a session's jobs do until the session ends. Ctrl-C detaches; the session goes on.",
            footerHeading = "%nExamples:%n",
            footer = {"  yarn-session attach", "  yarn-session attach application_1700000000000_0001"})
    int attach(
            @Parameters(arity = "0..1", paramLabel = "ID", description = SESSION) String id,
            @Option(names = "--name", paramLabel = "NAME", description = "The session's name.") String name)
            throws Exception {
        try (HadoopCluster cluster = cluster();
                SessionLife session = open(cluster, id, name)) {
            environment.console().say("Session " + session.id() + ". Ctrl-C leaves it running.");
            return session.follow(environment.console()).number();
        }
    }

    @Command(
            name = "stop",
            mixinStandardHelpOptions = true,
            description = "Ends a session. Jobs that still run are cancelled.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  yarn-session stop",
                "  yarn-session stop --name nightly",
                "  yarn-session stop application_1700000000000_0001"
            })
    int stop(
            @Parameters(arity = "0..1", paramLabel = "ID", description = SESSION) String id,
            @Option(names = "--name", paramLabel = "NAME", description = "The session's name.") String name)
            throws Exception {
        try (HadoopCluster cluster = cluster();
                SessionLife session = open(cluster, id, name)) {
            return session.stop(environment.console()).number();
        }
    }

    private HadoopCluster cluster() {
        return environment.cluster(environment.settings(overrides));
    }

    private static SessionLife open(HadoopCluster cluster, String id, String name) {
        return new SessionLife(Applications.openSession(cluster, new Applications.Choice(id, name)));
    }
}

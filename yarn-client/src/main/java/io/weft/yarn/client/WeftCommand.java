package io.weft.yarn.client;

import io.weft.api.config.CheckpointingOptions;
import io.weft.api.config.Configuration;
import io.weft.api.fs.FileSystem;
import io.weft.model.checkpoint.CheckpointKind;
import io.weft.yarn.client.application.Applications;
import io.weft.yarn.client.application.HadoopCluster;
import io.weft.yarn.client.inspection.ContainerLogs;
import io.weft.yarn.client.inspection.JobReport;
import io.weft.yarn.client.inspection.Listing;
import io.weft.yarn.client.inspection.Target;
import io.weft.yarn.client.savepoint.GivenCheckpoint;
import io.weft.yarn.client.savepoint.SavepointOrder;
import io.weft.yarn.client.terminal.ExitCode;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code weft}: looks after what runs. */
@Command(
        name = "weft",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Looks after applications and jobs that run on YARN.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:there is no savepoint, or the job did not end as it should have",
            "2:wrong usage, or there is nothing of that name"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  weft list",
            "  weft info 0f3b2c1d4e5f60718293a4b5c6d7e8f9",
            "  weft stop 0f3b2c1d4e5f60718293a4b5c6d7e8f9 --savepoint /savepoints",
            "  weft cancel application_1700000000000_0001",
            "  weft logs application_1700000000000_0001",
            "  weft state ls hdfs:///savepoints/savepoint-0f3b2c-1a2b3c"
        })
final class WeftCommand {

    private static final String JOB = "An id, as 'weft list' shows it; an application's if only one of its jobs runs.";
    private static final String DIRECTORY =
            "Where the savepoint gets a directory of its own. Default: execution.checkpointing.savepoint-dir of the job.";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            scope = ScopeType.INHERIT,
            description = "A setting over those of conf/weft.yaml; hadoop.* go to Hadoop.")
    private Map<String, String> overrides = new TreeMap<>();

    private final ClientEnvironment environment;

    WeftCommand(ClientEnvironment environment) {
        this.environment = environment;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists your applications that run, and their jobs.",
            footerHeading = "%nExamples:%n",
            footer = {"  weft list", "  weft list --json"})
    int list(@Option(names = "--json", description = "Print one JSON document.") boolean json) {
        try (HadoopCluster cluster = cluster()) {
            Listing listing = Listing.of(cluster, Applications.living(cluster), environment.console());
            environment.console().print(json ? listing.toJson() : listing.toTable("No application of yours runs."));
        }
        return ExitCode.OK.number();
    }

    @Command(
            name = "info",
            mixinStandardHelpOptions = true,
            description = "Shows a job, or all jobs of an application, in detail.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  weft info 0f3b2c1d4e5f60718293a4b5c6d7e8f9",
                "  weft info --json application_1700000000000_0001"
            })
    int info(
            @Parameters(paramLabel = "JOB_OR_APPLICATION", description = "An id, as 'weft list' shows it.") String id,
            @Option(names = "--json", description = "Print one JSON document.") boolean json) {
        try (HadoopCluster cluster = cluster();
                Target target = Target.find(cluster, id)) {
            JobReport report = target.report();
            environment.console().print(json ? Listing.json(report) : report.toText());
        }
        return ExitCode.OK.number();
    }

    @Command(
            name = "cancel",
            mixinStandardHelpOptions = true,
            description =
                    "Cancels a job, or all jobs of an application, and waits for the end. To go on with what a job has counted,"
                            + " use 'weft stop'.",
            footerHeading = "%nExamples:%n",
            footer = {"  weft cancel 0f3b2c1d4e5f60718293a4b5c6d7e8f9", "  weft cancel application_1700000000000_0001"})
    int cancel(
            @Parameters(paramLabel = "JOB_OR_APPLICATION", description = "An id, as 'weft list' shows it.") String id) {
        try (HadoopCluster cluster = cluster();
                Target target = Target.find(cluster, id)) {
            target.cancel(environment.console());
        }
        return ExitCode.OK.number();
    }

    @Command(
            name = "savepoint",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description =
                    "Makes a savepoint of a running job, from which jobs can be started with 'yarn-submit --from', and prints"
                            + " its path when it is durable. The job goes on.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  weft savepoint 0f3b2c1d4e5f60718293a4b5c6d7e8f9 /savepoints",
                "  path=$(weft savepoint application_1700000000000_0001)",
                "  weft savepoint --dispose /savepoints/savepoint-0f3b2c1d4e5f-8c1f09a2b3d4"
            })
    int savepoint(
            @Parameters(index = "0", arity = "0..1", paramLabel = "JOB_OR_APPLICATION", description = JOB) String id,
            @Parameters(index = "1", arity = "0..1", paramLabel = "DIR", description = DIRECTORY) String directory,
            @Option(
                            names = "--dispose",
                            paramLabel = "PATH",
                            description = "Remove this savepoint instead; anything else is refused.")
                    String disposed) {
        if ((id == null) == (disposed == null)) {
            throw new ParameterException(
                    spec.subcommands().get("savepoint"),
                    "Name either a job of which to make a savepoint, or with --dispose a savepoint to remove.");
        }
        Configuration settings = settings();
        try (HadoopCluster cluster = environment.cluster(settings)) {
            if (disposed != null) {
                FileSystem.initialize(settings);
                GivenCheckpoint savepoint = GivenCheckpoint.read(cluster.qualified(disposed));
                savepoint.dispose();
                environment.console().say("Removed " + savepoint.directory() + ".");
            } else {
                try (Target target = Target.find(cluster, id)) {
                    SavepointOrder order = order(cluster, directory, CheckpointKind.SAVEPOINT);
                    target.runningJob().savepoint(order, environment.console());
                }
            }
        }
        return ExitCode.OK.number();
    }

    @Command(
            name = "stop",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description =
                    "Makes a savepoint of a running job with which the job ends, prints its path, and waits for the end.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  weft stop 0f3b2c1d4e5f60718293a4b5c6d7e8f9",
                "  weft stop application_1700000000000_0001 --savepoint /savepoints",
                "  weft stop --drain 0f3b2c1d4e5f60718293a4b5c6d7e8f9"
            })
    int stop(
            @Parameters(paramLabel = "JOB_OR_APPLICATION", description = JOB) String id,
            @Option(names = "--savepoint", paramLabel = "DIR", description = DIRECTORY) String directory,
            @Option(
                            names = "--drain",
                            description =
                                    "End the input first: windows and timers that wait for the end of time fire. For a job that"
                                            + " is not to be continued.")
                    boolean drain) {
        try (HadoopCluster cluster = cluster();
                Target target = Target.find(cluster, id)) {
            CheckpointKind kind = drain ? CheckpointKind.DRAIN : CheckpointKind.STOP;
            target.runningJob().stop(order(cluster, directory, kind), environment.console());
        }
        return ExitCode.OK.number();
    }

    private SavepointOrder order(HadoopCluster cluster, String directory, CheckpointKind kind) {
        String named = directory != null ? directory : overrides.get(CheckpointingOptions.SAVEPOINT_DIRECTORY.key());
        return new SavepointOrder(named == null ? null : cluster.qualified(named), kind);
    }

    @Command(
            name = "logs",
            mixinStandardHelpOptions = true,
            description = "Shows the logs of an application's containers: weft.log, stdout and stderr of each.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  weft logs application_1700000000000_0001",
                "  weft logs application_1700000000000_0001 --container container_1700000000000_0001_01_000002"
            })
    int logs(
            @Parameters(paramLabel = "APPLICATION_ID", description = "Runs, or has ended.") String id,
            @Option(names = "--container", paramLabel = "ID", description = "Only this container.") String container) {
        try (HadoopCluster cluster = cluster()) {
            new ContainerLogs(cluster, Applications.report(cluster, id), container, environment.console()).print();
        }
        return ExitCode.OK.number();
    }

    private HadoopCluster cluster() {
        return environment.cluster(settings());
    }

    Configuration settings() {
        return environment.settings(overrides);
    }
}

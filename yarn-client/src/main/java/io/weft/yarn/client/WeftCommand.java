package io.weft.yarn.client;

import io.weft.api.config.Configuration;
import io.weft.yarn.client.application.Applications;
import io.weft.yarn.client.application.HadoopCluster;
import io.weft.yarn.client.inspection.ContainerLogs;
import io.weft.yarn.client.inspection.JobReport;
import io.weft.yarn.client.inspection.Listing;
import io.weft.yarn.client.inspection.Target;
import io.weft.yarn.client.terminal.ExitCode;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** {@code weft}: looks after what runs. */
@Command(
        name = "weft",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Looks after applications and jobs that run on YARN.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:wrong usage, or there is nothing of that name"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  weft list",
            "  weft info 0f3b2c1d4e5f60718293a4b5c6d7e8f9",
            "  weft cancel application_1700000000000_0001",
            "  weft logs application_1700000000000_0001",
            "  weft state ls hdfs:///savepoints/savepoint-0f3b2c-1a2b3c"
        })
final class WeftCommand {

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
            description = "Cancels a job, or all jobs of an application, and waits for the end.",
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

package io.weft.yarn.client;

import io.weft.api.config.Configuration;
import io.weft.api.config.CoreOptions;
import io.weft.api.fs.FileSystem;
import io.weft.hdfs.HadoopSettings;
import io.weft.state.inspection.Selection;
import io.weft.yarn.client.inspection.Listing;
import io.weft.yarn.client.state.StateInspection;
import io.weft.yarn.client.state.StateReport;
import io.weft.yarn.client.state.StateText;
import io.weft.yarn.client.terminal.Console;
import io.weft.yarn.client.terminal.ExitCode;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code weft state}: reads checkpoints and savepoints, without the job and without YARN. */
@Command(
        name = "state",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Reads a checkpoint or savepoint, whether or not its job runs.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:some of it can't be read; the rest is shown", "2:wrong usage, or there is none"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  weft state ls hdfs:///checkpoints/0f3b2c1d4e5f60718293a4b5c6d7e8f9/chk-42",
            "  weft state show hdfs:///savepoints/savepoint-0f3b2c-1a2b3c --operator count --key weft"
        })
final class StateCommand {

    private static final String PATH =
            "Its directory, or the file _metadata in it: on HDFS, or on this machine with file:.";
    private static final String JAR =
            "The job's jar, for values that are not read without its classes: those written by Kryo, by Avro, or by"
                    + " a serializer of the job's own.";

    private final ClientEnvironment environment;

    @ParentCommand
    private WeftCommand weft;

    StateCommand(ClientEnvironment environment) {
        this.environment = environment;
    }

    @Command(
            name = "ls",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Lists operators with their states, types and sizes. Values are not read.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  weft state ls hdfs:///checkpoints/0f3b2c1d4e5f60718293a4b5c6d7e8f9/chk-42",
                "  weft state ls --json file:///tmp/savepoint-0f3b2c-1a2b3c"
            })
    int list(
            @Parameters(paramLabel = "PATH", description = PATH) String path,
            @Option(names = "--jar", paramLabel = "JAR", description = JAR) Path jar,
            @Option(names = "--json", description = "Print one JSON document.") boolean json) {
        return print(inspection(path, jar).list(), jar, json);
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = {
                "Reads state: counts keys, and shows what is kept for them.",
                "All of it is read and checked, unless an operator, a state or a key is named."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  weft state show hdfs:///checkpoints/0f3b2c1d4e5f60718293a4b5c6d7e8f9/chk-42 --limit 0",
                "  weft state show hdfs:///savepoints/savepoint-0f3b2c-1a2b3c --operator count --state total --key weft"
            })
    int show(
            @Parameters(paramLabel = "PATH", description = PATH) String path,
            @Option(names = "--operator", paramLabel = "UID_NAME_OR_ID", description = "Only this operator.")
                    String operator,
            @Option(names = "--state", paramLabel = "NAME", description = "Only the state of this name.") String state,
            @Option(names = "--key", paramLabel = "KEY", description = "Only this key, written as it is shown.")
                    String key,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "10",
                            description = "How many keys or items of each state to show: ${DEFAULT-VALUE} by default.")
                    int limit,
            @Option(names = "--jar", paramLabel = "JAR", description = JAR) Path jar,
            @Option(names = "--json", description = "Print one JSON document.") boolean json) {
        StateReport report = inspection(path, jar).show(new Selection(operator, state, key, limit));
        int exitCode = print(report, jar, json);
        if (key != null && !report.showsAny()) {
            environment.console().say("Nothing is kept for the key " + key + ".");
        }
        return exitCode;
    }

    private StateInspection inspection(String path, Path jar) {
        Configuration settings = weft.settings();
        // Without a scheme it lies where Hadoop's own tools would look for it, if Hadoop is there.
        if (!settings.contains(CoreOptions.DEFAULT_FILESYSTEM_SCHEME) && environment.hadoopConfDirectory() != null) {
            settings.set(
                    CoreOptions.DEFAULT_FILESYSTEM_SCHEME,
                    org.apache.hadoop.fs.FileSystem.getDefaultUri(HadoopSettings.loadForClient(settings.toMap()))
                            .toString());
        }
        FileSystem.initialize(settings);
        return StateInspection.open(path, jar, settings);
    }

    private int print(StateReport report, Path jar, boolean json) {
        Console console = environment.console();
        console.print(json ? Listing.json(report) : StateText.of(report));
        if (report.problems().isEmpty()) {
            return ExitCode.OK.number();
        }
        report.problems().forEach(console::error);
        if (jar == null) {
            console.say("If it is a class that is not to be found: --jar names the job's jar.");
        }
        return ExitCode.UNREADABLE.number();
    }
}

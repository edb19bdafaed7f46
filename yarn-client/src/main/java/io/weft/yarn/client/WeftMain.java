package io.weft.yarn.client;

import io.weft.hdfs.HadoopSettings;
import io.weft.model.process.ProcessExit;
import io.weft.yarn.appmaster.program.ProgramException;
import io.weft.yarn.client.terminal.CommandException;
import io.weft.yarn.client.terminal.Console;
import io.weft.yarn.client.terminal.ExitCode;
import io.weft.yarn.client.terminal.Traces;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine;

/** The entry point of all command line tools: the first argument is the tool's name. */
public final class WeftMain {

    private WeftMain() {}

    public static void main(String[] arguments) {
        // For what Hadoop configures by itself, behind our back; threads inherit it.
        Thread.currentThread().setContextClassLoader(HadoopSettings.classLoader());
        Console console = new Console(System.out, System.err, Boolean.getBoolean("weft.terminal"));
        ClientEnvironment environment = new ClientEnvironment(
                Path.of(System.getProperty("weft.home", ".")), System.getenv("HADOOP_CONF_DIR"), console);
        // Hadoop's clients leave threads behind that would keep the process, so it always ends here.
        ProcessExit.SYSTEM.exit(run(arguments, environment));
    }

    private static int run(String[] arguments, ClientEnvironment environment) {
        return tool(arguments[0], environment).execute(Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    /** The tool of that name; it never throws, but tells the console. */
    static CommandLine tool(String name, ClientEnvironment environment) {
        CommandLine tool = command(name, environment)
                .setExitCodeExceptionMapper(WeftMain::exitCode)
                .setExecutionExceptionHandler((failure, line, parsed) -> report(failure, environment.console()));
        giveVersion(tool, new Version());
        return tool;
    }

    private static void giveVersion(CommandLine command, Version version) {
        command.getCommandSpec().versionProvider(version);
        command.getSubcommands().values().forEach(sub -> giveVersion(sub, version));
    }

    private static CommandLine command(String name, ClientEnvironment environment) {
        return switch (name) {
            // What follows the jar is for the user's main method.
            case "yarn-submit" -> new CommandLine(new YarnSubmitCommand(environment)).setStopAtPositional(true);
            case "yarn-session" -> new CommandLine(new YarnSessionCommand(environment));
            case "weft" -> new CommandLine(new WeftCommand(environment)).addSubcommand(new StateCommand(environment));
            default -> throw new IllegalArgumentException("There is no tool '" + name + "'.");
        };
    }

    private static int report(Exception failure, Console console) {
        if (failure instanceof CommandException || failure instanceof ProgramException) {
            console.error(failure.getMessage());
        } else {
            console.error(Traces.ofUser(failure));
        }
        return exitCode(failure);
    }

    private static int exitCode(Throwable failure) {
        ExitCode code = failure instanceof CommandException understood ? understood.exitCode() : ExitCode.NOT_SUBMITTED;
        return code.number();
    }
}

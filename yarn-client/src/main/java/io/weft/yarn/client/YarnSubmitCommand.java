package io.weft.yarn.client;

import io.weft.api.config.Configuration;
import io.weft.api.config.CoreOptions;
import io.weft.api.config.PipelineOptions;
import io.weft.api.config.StateRecoveryOptions;
import io.weft.api.config.YarnConfigOptions;
import io.weft.api.datastream.ContextEnvironment;
import io.weft.api.execution.JobExecutionException;
import io.weft.api.execution.RecoveryClaimMode;
import io.weft.yarn.appmaster.program.DeploymentMode;
import io.weft.yarn.appmaster.program.UserProgram;
import io.weft.yarn.client.application.Applications;
import io.weft.yarn.client.application.HadoopCluster;
import io.weft.yarn.client.application.RunningApplication;
import io.weft.yarn.client.job.SubmittedJobs;
import io.weft.yarn.client.savepoint.GivenCheckpoint;
import io.weft.yarn.client.session.SessionExecutor;
import io.weft.yarn.client.session.SessionSearch;
import io.weft.yarn.client.submission.ApplicationModeSubmission;
import io.weft.yarn.client.submission.ClusterSubmission;
import io.weft.yarn.client.submission.PerJobExecutor;
import io.weft.yarn.client.terminal.CommandException;
import io.weft.yarn.client.terminal.ExitCode;
import io.weft.yarn.client.terminal.Interruptible;
import io.weft.yarn.client.terminal.Traces;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code yarn-submit}. */
@Command(
        name = "yarn-submit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Runs a job on YARN.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the job finished (with --detached: was submitted)",
            "1:the job failed",
            "2:wrong usage, or nothing was submitted",
            "3:the job was cancelled"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  yarn-submit my-job.jar --input hdfs:///data/in",
            "  yarn-submit -p 8 -c com.example.WordCount my-jobs.jar in out",
            "  yarn-submit --mode session my-job.jar",
            "  yarn-submit --from /savepoints/savepoint-0f3b2c1d4e5f-8c1f09a2b3d4 my-job.jar",
            "  yarn-submit -q etl --name nightly -Dtaskmanager.memory.process.size=2g my-job.jar"
        })
final class YarnSubmitCommand implements Callable<Integer> {

    /** Causes may form a ring. */
    private static final int MAX_CAUSES = 100;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            converter = ModeConverter.class,
            description =
                    "per-job: main runs here, its job in YARN; application: main runs in YARN too; session: main runs here, its job"
                            + " in a session that runs already. Default: per-job.")
    private DeploymentMode mode = DeploymentMode.PER_JOB;

    @Option(
            names = {"-p", "--parallelism"},
            paramLabel = "N",
            description = "Subtasks of operators for which the program sets none.")
    private Integer parallelism;

    @Option(
            names = {"-c", "--class"},
            paramLabel = "CLASS",
            description = "The class with main; the one the jar names if not given.")
    private String mainClass;

    @Option(
            names = {"-q", "--queue"},
            paramLabel = "QUEUE",
            description = "The YARN queue.")
    private String queue;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What the application and the job are called; with --mode session: the session's name.")
    private String name;

    @Option(
            names = "--application-id",
            paramLabel = "ID",
            description = "The session for --mode session; not needed if only one runs.")
    private String applicationId;

    @Option(
            names = {"-s", "--from"},
            paramLabel = "PATH",
            description =
                    "Start from this savepoint, or checkpoint that was retained: its directory, or the _metadata in it.")
    private String from;

    @Option(
            names = {"-n", "--allow-non-restored-state"},
            description = "With --from: leave out state of operators that the job no longer has.")
    private boolean allowNonRestoredState;

    @Option(
            names = "--claim",
            description =
                    "With --from: its files become the job's, which deletes them when it needs them no more. Otherwise they"
                            + " stay as they are, and the job's own checkpoints never refer to them.")
    private boolean claim;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "A setting over those of conf/weft.yaml; hadoop.* go to Hadoop.")
    private Map<String, String> overrides = new TreeMap<>();

    @Option(
            names = {"-d", "--detached"},
            description = "Do not wait for the job.")
    private boolean detached;

    @Parameters(index = "0", paramLabel = "JAR", description = "The job's jar.")
    private Path jar;

    @Parameters(index = "1..*", paramLabel = "ARGS", description = "Handed to the job's main method.")
    private List<String> arguments = new ArrayList<>();

    private final ClientEnvironment environment;

    YarnSubmitCommand(ClientEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Configuration settings = environment.settings(withShortcuts());
        try (UserProgram program = UserProgram.open(jar, mainClass);
                HadoopCluster cluster = environment.cluster(settings)) {
            setFileSystem(settings, cluster);
            checkOrigin(settings, cluster);
            if (mode == DeploymentMode.SESSION) {
                return runInSession(program, cluster, settings).number();
            }
            if (applicationId != null) {
                throw new CommandException("--application-id names a session; it goes with --mode session only.");
            }
            ClusterSubmission submission = new ClusterSubmission(cluster, settings, environment.engineJars());
            ExitCode code = mode == DeploymentMode.APPLICATION
                    ? runThere(program, submission)
                    : runHere(program, submission, settings);
            return code.number();
        }
    }

    /** What the job is to start from must be there before anything is submitted. */
    private static void checkOrigin(Configuration settings, HadoopCluster cluster) {
        settings.getOptional(StateRecoveryOptions.SAVEPOINT_PATH).ifPresent(path -> {
            GivenCheckpoint origin = GivenCheckpoint.read(cluster.qualified(path));
            settings.set(StateRecoveryOptions.SAVEPOINT_PATH, origin.directory());
            if (!settings.contains(PipelineOptions.MAX_PARALLELISM)) {
                // Else it would follow from the parallelism, which may be another one now.
                origin.maxParallelism().ifPresent(max -> settings.set(PipelineOptions.MAX_PARALLELISM, max));
            }
        });
    }

    private ExitCode runHere(UserProgram program, ClusterSubmission submission, Configuration settings)
            throws Exception {
        SubmittedJobs jobs = new SubmittedJobs(!detached, environment.console());
        PerJobExecutor executor = new PerJobExecutor(submission, program.jar(), jobs);
        ContextEnvironment context = new ContextEnvironment(executor, settings, program.classLoader());
        return Interruptible.run(() -> run(program, context, jobs), jobs::killAll, environment.console());
    }

    private ExitCode runInSession(UserProgram program, HadoopCluster cluster, Configuration settings) throws Exception {
        SessionSearch search = new SessionSearch(cluster, new Applications.Choice(applicationId, name));
        SubmittedJobs jobs = new SubmittedJobs(!detached, environment.console());
        SessionExecutor executor = new SessionExecutor(search, program.jar(), jobs);
        ContextEnvironment context = new ContextEnvironment(executor, settings, program.classLoader());
        return Interruptible.run(() -> run(program, context, jobs), jobs::killAll, environment.console());
    }

    private ExitCode runThere(UserProgram program, ClusterSubmission submission) throws Exception {
        try (RunningApplication application = ApplicationModeSubmission.submit(submission, program, arguments)) {
            environment.console().say(jar.getFileName() + " was submitted as " + application.id() + ".");
            if (detached) {
                return ExitCode.OK;
            }
            return Interruptible.run(
                    () -> application.follow(environment.console()), application::end, environment.console());
        }
    }

    private ExitCode run(UserProgram program, ContextEnvironment context, SubmittedJobs jobs) throws Exception {
        try {
            String end = context.run(() -> program.runMain(arguments));
            if (jobs.isEmpty()) {
                throw new CommandException(program.describeNoJob(end));
            }
        } catch (InvocationTargetException e) {
            if (jobs.isEmpty() || !isFailureOfJob(e.getCause())) {
                jobs.killAll(); // nobody would follow them any more
                throw programFailed(program, e.getCause(), jobs);
            }
        }
        return detached ? ExitCode.OK : jobs.awaitAll();
    }

    /** Then the job's own end is told, and what the program made of it says nothing more. */
    private static boolean isFailureOfJob(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(MAX_CAUSES)
                .anyMatch(JobExecutionException.class::isInstance);
    }

    private static CommandException programFailed(UserProgram program, Throwable cause, SubmittedJobs jobs) {
        if (cause instanceof CommandException understood) {
            return understood;
        }
        return new CommandException(
                jobs.isEmpty() ? ExitCode.NOT_SUBMITTED : ExitCode.JOB_FAILED,
                "main of " + program.mainClassName() + " threw an exception:\n" + Traces.ofUser(cause),
                cause);
    }

    /** The options with names of their own are settings too. */
    private Map<String, String> withShortcuts() {
        Map<String, String> all = new TreeMap<>(overrides);
        if (parallelism != null) {
            all.put(CoreOptions.DEFAULT_PARALLELISM.key(), parallelism.toString());
        }
        if (from != null) {
            all.put(StateRecoveryOptions.SAVEPOINT_PATH.key(), from);
        } else if ((allowNonRestoredState || claim) && !all.containsKey(StateRecoveryOptions.SAVEPOINT_PATH.key())) {
            throw new CommandException(
                    "--allow-non-restored-state and --claim say how to start from a savepoint or checkpoint,"
                            + " which --from names.");
        }
        if (allowNonRestoredState) {
            all.put(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE.key(), "true");
        }
        if (claim) {
            all.put(StateRecoveryOptions.RESTORE_MODE.key(), RecoveryClaimMode.CLAIM.name());
        }
        if (queue != null) {
            all.put(YarnConfigOptions.APPLICATION_QUEUE.key(), queue);
        }
        if (name != null && mode != DeploymentMode.SESSION) {
            all.put(YarnConfigOptions.APPLICATION_NAME.key(), name);
            all.put(PipelineOptions.NAME.key(), name);
        }
        return all;
    }

    /** Paths without a scheme lie where Hadoop's own tools would look for them. */
    private static void setFileSystem(Configuration settings, HadoopCluster cluster) {
        if (!settings.contains(CoreOptions.DEFAULT_FILESYSTEM_SCHEME)) {
            settings.set(
                    CoreOptions.DEFAULT_FILESYSTEM_SCHEME,
                    FileSystem.getDefaultUri(cluster.configuration()).toString());
        }
        io.weft.api.fs.FileSystem.initialize(settings);
    }
}

package io.weft.api.config;

import static io.weft.api.config.ConfigOptions.key;

import java.util.List;

/** Options that concern every process. */
public final class CoreOptions {

    public static final ConfigOption<Integer> DEFAULT_PARALLELISM = key("parallelism.default")
            .intType()
            .where("a whole number from 1 to 32768", subtasks -> subtasks >= 1 && subtasks <= 32_768)
            .defaultValue(1)
            .withDescription(
                    "The parallelism of operators for which neither the program nor the command line says one.");

    public static final ConfigOption<String> DEFAULT_FILESYSTEM_SCHEME = key("fs.default-scheme")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Where paths without a scheme lie, such as hdfs://namenode:8020; unset: in the local file system.");

    public static final ConfigOption<String> JVM_OPTIONS = key("env.java.opts.all")
            .stringType()
            .defaultValue("")
            .withDescription("Options for the JVMs of all of Weft's processes in the cluster.")
            .withDeprecatedKeys("env.java.opts");

    public static final ConfigOption<String> JOB_MANAGER_JVM_OPTIONS = key("env.java.opts.jobmanager")
            .stringType()
            .defaultValue("")
            .withDescription("Further options for the JobManager's JVM.");

    public static final ConfigOption<String> TASK_MANAGER_JVM_OPTIONS = key("env.java.opts.taskmanager")
            .stringType()
            .defaultValue("")
            .withDescription("Further options for the TaskManagers' JVMs.");

    public static final ConfigOption<List<String>> PARENT_FIRST_PATTERNS =
            key("classloader.parent-first-patterns.additional")
                    .stringType()
                    .asList()
                    .defaultValues()
                    .withDescription(
                            "Prefixes of class names that a job takes from Weft's class path even if its own jar has them.");

    private CoreOptions() {}
}

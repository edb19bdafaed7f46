package io.weft.api.config;

import static io.weft.api.config.ConfigOptions.key;

import java.util.List;

/** Options of running on YARN. */
public final class YarnConfigOptions {

    public static final ConfigOption<String> APPLICATION_QUEUE = key("yarn.application.queue")
            .stringType()
            .noDefaultValue()
            .withDescription("The queue; unset: YARN's default.");

    public static final ConfigOption<String> APPLICATION_NAME = key("yarn.application.name")
            .stringType()
            .noDefaultValue()
            .withDescription("The application's name; unset: the job's.");

    public static final ConfigOption<List<String>> APPLICATION_TAGS = key("yarn.tags")
            .stringType()
            .asList()
            .defaultValues()
            .withDescription("Tags by which the application can be found.");

    public static final ConfigOption<Integer> APPLICATION_PRIORITY = key("yarn.application.priority")
            .intType()
            .defaultValue(-1)
            .withDescription("The priority in its queue, higher is more urgent; -1: YARN's default.");

    public static final ConfigOption<Integer> APPLICATION_ATTEMPTS = key("yarn.application-attempts")
            .intType()
            .defaultValue(2)
            .withDescription("How often YARN may start the ApplicationMaster, the first time included.");

    public static final ConfigOption<String> STAGING_DIRECTORY = key("yarn.staging-directory")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "The HDFS directory under which files are staged; unset: .weft in the user's home directory.");

    private YarnConfigOptions() {}
}

package io.weft.api.config;

import static io.weft.api.config.ConfigOptions.key;

import java.time.Duration;
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
            .where("a whole number, 0 or more, or -1", priority -> priority >= -1)
            .defaultValue(-1)
            .withDescription("The priority in its queue, higher is more urgent; -1: YARN's default.");

    public static final ConfigOption<Integer> APPLICATION_ATTEMPTS = key("yarn.application-attempts")
            .intType()
            .where("a whole number, 1 or more", attempts -> attempts >= 1)
            .defaultValue(1)
            .withDescription(
                    "How often YARN may start the ApplicationMaster, the first time included. A second one runs its jobs"
                            + " again from their beginning.");

    public static final ConfigOption<String> STAGING_DIRECTORY = key("yarn.staging-directory")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "The HDFS directory under which files are staged; unset: .weft in the user's home directory.");

    public static final ConfigOption<String> NODE_LABEL = key("yarn.application.node-label")
            .stringType()
            .noDefaultValue()
            .withDescription("Only nodes with this label are used; unset: the queue's default.");

    public static final ConfigOption<Integer> APPLICATION_MASTER_VCORES = key("yarn.appmaster.vcores")
            .intType()
            .where("a whole number, 1 or more", vcores -> vcores >= 1)
            .defaultValue(1)
            .withDescription("The virtual cores of the ApplicationMaster's container.");

    public static final ConfigOption<Integer> CONTAINER_VCORES = key("yarn.containers.vcores")
            .intType()
            .where("a whole number, 1 or more, or -1", vcores -> vcores == -1 || vcores >= 1)
            .defaultValue(-1)
            .withDescription("The virtual cores of a TaskManager's container; -1: one for each of its slots.");

    public static final ConfigOption<Duration> SESSION_IDLE_TIMEOUT = key("yarn.session.idle-timeout")
            .durationType()
            .defaultValue(Duration.ZERO)
            .withDescription("How long a session may be without jobs before it ends; 0: for ever.");

    private YarnConfigOptions() {}
}

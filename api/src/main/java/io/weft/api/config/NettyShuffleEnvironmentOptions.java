package io.weft.api.config;

import static io.weft.api.config.ConfigOptions.key;

/** Options of the data connections between TaskManagers. */
public final class NettyShuffleEnvironmentOptions {

    public static final ConfigOption<MemorySize> NETWORK_MEMORY = key("taskmanager.memory.network.size")
            .memoryType()
            .where("a size of at least 1 mb", size -> size.getMebiBytes() >= 1)
            .noDefaultValue()
            .withDescription("Memory for records on their way between TaskManagers, a part of"
                    + " taskmanager.memory.process.size; unset: a tenth of it, at most 1 gb.");

    public static final ConfigOption<String> DATA_BIND_HOST = key("taskmanager.bind-host")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "The address that a TaskManager listens at, such as 0.0.0.0 for all that its machine has; unset:"
                            + " that of the machine's name in YARN, by which others connect in any case.");

    public static final ConfigOption<Integer> DATA_PORT = key("taskmanager.data.port")
            .intType()
            .where("a port, 0 to 65535", port -> port >= 0 && port <= 65_535)
            .defaultValue(0)
            .withDescription(
                    "The port that a TaskManager listens at for records; 0 takes a free one. With another, a machine has"
                            + " room for one TaskManager.");

    private NettyShuffleEnvironmentOptions() {}
}

package io.weft.api.config;

import static io.weft.api.config.ConfigOptions.key;

/** Options of the data connections between TaskManagers. */
public final class NettyShuffleEnvironmentOptions {

    public static final ConfigOption<MemorySize> NETWORK_MEMORY = key("taskmanager.memory.network.size")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(64))
            .withDescription("Memory for records on their way between TaskManagers.");

    public static final ConfigOption<String> DATA_BIND_HOST = key("taskmanager.bind-host")
            .stringType()
            .defaultValue("0.0.0.0")
            .withDescription("The address that a TaskManager listens at.");

    public static final ConfigOption<Integer> DATA_PORT = key("taskmanager.data.port")
            .intType()
            .where("a port, 0 to 65535", port -> port >= 0 && port <= 65_535)
            .defaultValue(0)
            .withDescription("The port that a TaskManager listens at; 0 takes a free one.");

    private NettyShuffleEnvironmentOptions() {}
}

package io.weft.api.config;

import static io.weft.api.config.ConfigOptions.key;

/** Options that concern every process. */
public final class CoreOptions {

    public static final ConfigOption<Integer> DEFAULT_PARALLELISM = key("parallelism.default")
            .intType()
            .defaultValue(1)
            .withDescription(
                    "The parallelism of operators for which neither the program nor the command line says one.");

    public static final ConfigOption<String> DEFAULT_FILESYSTEM_SCHEME = key("fs.default-scheme")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Where paths without a scheme lie, such as hdfs://namenode:8020; unset: in the local file system.");

    private CoreOptions() {}
}

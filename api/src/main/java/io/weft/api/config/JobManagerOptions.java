package io.weft.api.config;

import static io.weft.api.config.ConfigOptions.key;

/** Options of the JobManager. */
public final class JobManagerOptions {

    public static final ConfigOption<MemorySize> TOTAL_PROCESS_MEMORY = key("jobmanager.memory.process.size")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(768))
            .withDescription("The memory of the JobManager's container: heap, native, all of it.");

    private JobManagerOptions() {}
}

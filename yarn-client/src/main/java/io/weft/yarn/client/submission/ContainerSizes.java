package io.weft.yarn.client.submission;

import io.weft.api.config.ConfigOption;
import io.weft.api.config.Configuration;
import io.weft.api.config.JobManagerOptions;
import io.weft.api.config.MemorySize;
import io.weft.api.config.TaskManagerOptions;
import io.weft.api.config.YarnConfigOptions;
import io.weft.yarn.appmaster.launch.MemoryBudget;
import io.weft.yarn.appmaster.launch.TaskManagerSpec;
import io.weft.yarn.client.terminal.CommandException;
import java.util.function.Supplier;
import org.apache.hadoop.yarn.api.records.Resource;

/** What an application's containers ask of YARN. */
record ContainerSizes(Resource applicationMaster, Resource taskManager) {

    /** @throws CommandException if there is not enough memory in one of them for what must be in it */
    static ContainerSizes of(Configuration settings) {
        return new ContainerSizes(
                checked(settings, JobManagerOptions.TOTAL_PROCESS_MEMORY, () -> applicationMaster(settings)),
                checked(
                        settings,
                        TaskManagerOptions.TOTAL_PROCESS_MEMORY,
                        () -> TaskManagerSpec.of(settings).resource()));
    }

    private static Resource applicationMaster(Configuration settings) {
        MemoryBudget memory = MemoryBudget.ofApplicationMaster(
                settings.get(JobManagerOptions.TOTAL_PROCESS_MEMORY).getMebiBytes());
        return Resource.newInstance(memory.processMb(), settings.get(YarnConfigOptions.APPLICATION_MASTER_VCORES));
    }

    private static Resource checked(Configuration settings, ConfigOption<MemorySize> memory, Supplier<Resource> size) {
        try {
            return size.get();
        } catch (IllegalArgumentException e) {
            throw new CommandException(
                    "The value '" + settings.get(memory) + "' of " + memory.key() + " is not valid. " + e.getMessage(),
                    e);
        }
    }
}

package io.weft.yarn.appmaster.launch;

import io.weft.api.config.Configuration;
import io.weft.api.config.CoreOptions;
import io.weft.api.config.MemorySize;
import io.weft.api.config.NettyShuffleEnvironmentOptions;
import io.weft.api.config.StateBackendOptions;
import io.weft.api.config.TaskManagerOptions;
import io.weft.api.config.YarnConfigOptions;
import java.util.List;
import org.apache.hadoop.yarn.api.records.Priority;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.client.api.AMRMClient.ContainerRequest;

/**
 * What TaskManagers of an application are like: all the same.
 *
 * @param vcores for YARN's books
 * @param nodeLabel only nodes with this label; empty: any
 */
public record TaskManagerSpec(MemoryBudget memory, int vcores, int slots, String nodeLabel, List<String> jvmOptions) {

    /** Outside this module's sight: the engine's entry point in a container. */
    private static final String MAIN_CLASS = "io.weft.runtime.container.TaskManagerMain";

    private static final Priority PRIORITY = Priority.newInstance(1);
    /** YARN wants asks that insist on a host to be told apart. They come first. */
    private static final Priority PRIORITY_ON_HOST = Priority.newInstance(0);

    public TaskManagerSpec {
        jvmOptions = List.copyOf(jvmOptions);
    }

    public static TaskManagerSpec of(Configuration settings) {
        int slots = settings.get(TaskManagerOptions.NUM_TASK_SLOTS);
        int vcores = settings.get(YarnConfigOptions.CONTAINER_VCORES);
        MemorySize network = settings.get(NettyShuffleEnvironmentOptions.NETWORK_MEMORY, null);
        return new TaskManagerSpec(
                MemoryBudget.ofTaskManager(
                        settings.get(TaskManagerOptions.TOTAL_PROCESS_MEMORY).getMebiBytes(),
                        network == null ? null : network.getMebiBytes(),
                        settings.get(StateBackendOptions.STATE_BACKEND).equals("rocksdb")),
                vcores < 0 ? slots : vcores,
                slots,
                settings.get(YarnConfigOptions.NODE_LABEL, ""),
                JavaCommand.splitOptions(
                        settings.get(CoreOptions.JVM_OPTIONS), settings.get(CoreOptions.TASK_MANAGER_JVM_OPTIONS)));
    }

    public Resource resource() {
        return Resource.newInstance(memory.processMb(), vcores);
    }

    /** @param host where alone it is wanted, or null; not heeded with a label, for YARN does not want to hear of both */
    public ContainerRequest request(String host) {
        if (host == null || !nodeLabel.isEmpty()) {
            return new ContainerRequest(resource(), null, null, PRIORITY, true, nodeLabel.isEmpty() ? null : nodeLabel);
        }
        return new ContainerRequest(resource(), new String[] {host}, null, PRIORITY_ON_HOST, false);
    }

    public JavaCommand command() {
        return new JavaCommand(
                memory,
                jvmOptions,
                MAIN_CLASS,
                List.of(Integer.toString(memory.networkMb()), Integer.toString(memory.managedMb())));
    }
}

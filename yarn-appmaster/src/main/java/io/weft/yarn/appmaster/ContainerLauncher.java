package io.weft.yarn.appmaster;

import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.client.api.NMClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts granted containers on their NodeManagers, on a pool, because a dead NodeManager blocks its caller for seconds. */
final class ContainerLauncher {

    private static final Logger LOG = LoggerFactory.getLogger(ContainerLauncher.class);

    private final NMClient nodeManagers;
    private final ExecutorService pool;
    private final Function<Container, ContainerLaunchContext> contexts;

    /**
     * @param nodeManagers started; its methods may be called by several threads
     * @param contexts what to run in a container
     */
    ContainerLauncher(
            NMClient nodeManagers, ExecutorService pool, Function<Container, ContainerLaunchContext> contexts) {
        this.nodeManagers = nodeManagers;
        this.pool = pool;
        this.contexts = contexts;
    }

    /** Starts the container; {@code onFailure} is told why, on a pool thread, if that fails. */
    void start(Container container, Consumer<String> onFailure) {
        pool.execute(() -> {
            try {
                nodeManagers.startContainer(container, contexts.apply(container));
                LOG.info("Started container {} on {}.", container.getId(), container.getNodeId());
            } catch (Exception e) {
                LOG.warn("Container {} could not be started on {}.", container.getId(), container.getNodeId(), e);
                onFailure.accept("Container " + container.getId() + " could not be started on " + container.getNodeId()
                        + ": " + e.getMessage());
            }
        });
    }
}

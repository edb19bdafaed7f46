package io.weft.yarn.appmaster;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerExitStatus;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.ContainerStatus;
import org.apache.hadoop.yarn.api.records.NodeId;
import org.apache.hadoop.yarn.client.api.NMClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts containers on their NodeManagers and asks how they ended, on a pool, because a dead NodeManager blocks its caller for seconds. */
final class NodeManagers {

    private static final Logger LOG = LoggerFactory.getLogger(NodeManagers.class);
    private static final int INQUIRIES = 40;
    private static final long INQUIRY_INTERVAL_MS = 25;

    private final NMClient client;
    private final ExecutorService pool;
    private final Function<Container, ContainerLaunchContext> contexts;

    /**
     * @param client started; its methods may be called by several threads
     * @param contexts what to run in a container
     */
    NodeManagers(NMClient client, ExecutorService pool, Function<Container, ContainerLaunchContext> contexts) {
        this.client = client;
        this.pool = pool;
        this.contexts = contexts;
    }

    /** Starts the container; {@code onFailure} is told why, on a pool thread, if that fails. */
    void start(Container container, Consumer<String> onFailure) {
        pool.execute(() -> {
            try {
                client.startContainer(container, contexts.apply(container));
                LOG.info("Started container {} on {}.", container.getId(), container.getNodeId());
            } catch (Exception e) {
                LOG.warn("Container {} could not be started on {}.", container.getId(), container.getNodeId(), e);
                onFailure.accept("Container " + container.getId() + " could not be started on " + container.getNodeId()
                        + ": " + e.getMessage());
            }
        });
    }

    /** Asks how a container ended whose process is known to have; {@code onAnswer} is told, on a pool thread, within about a second. */
    void inquire(ContainerId container, NodeId node, Consumer<String> onAnswer) {
        pool.execute(() -> inquire(container, node, onAnswer, INQUIRIES));
    }

    private void inquire(ContainerId container, NodeId node, Consumer<String> onAnswer, int left) {
        try {
            ContainerStatus status = client.getContainerStatus(container, node);
            if (status.getExitStatus() != ContainerExitStatus.INVALID) {
                onAnswer.accept(ContainerExit.describe(status));
            } else if (left > 1) {
                CompletableFuture.delayedExecutor(INQUIRY_INTERVAL_MS, TimeUnit.MILLISECONDS, pool)
                        .execute(() -> inquire(container, node, onAnswer, left - 1));
            } else {
                onAnswer.accept("Container " + container + " on " + node + " still runs, but its JVM has ended.");
            }
        } catch (Exception e) {
            LOG.info("{} does not say how container {} ended.", node, container, e);
            onAnswer.accept(
                    "Container " + container + " ended on " + node + ", which does not say how: " + e.getMessage());
        }
    }
}

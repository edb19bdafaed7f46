package io.weft.yarn.appmaster;

import io.weft.model.TaskManagerId;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.hadoop.yarn.api.protocolrecords.AllocateResponse;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.ContainerStatus;
import org.apache.hadoop.yarn.api.records.NodeId;
import org.apache.hadoop.yarn.client.api.AMRMClient;
import org.apache.hadoop.yarn.client.api.AMRMClient.ContainerRequest;
import org.apache.hadoop.yarn.exceptions.ApplicationAttemptNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Talks to the YARN ResourceManager: asks for containers, gives them back, learns of their end. One thread runs {@link #run}; the other
 * public methods may be called by any thread and return at once.
 */
final class YarnDriver implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(YarnDriver.class);

    /** YARN answers an ask with the second heartbeat after it, so while something is awaited the heart beats fast. */
    private static final double EAGER_HEARTBEAT_MS = 50;

    private static final double CALM_HEARTBEAT_MS = 1_000;

    /** By how much each wait in vain is longer than the one before: calm after some 50 s, so that a full cluster is not asked in haste for ever. */
    private static final double FATIGUE = 1.02;

    private final AMRMClient<ContainerRequest> resourceManager;
    private final NodeManagers nodeManagers;
    private final ContainerAsks asks;
    private final YarnListener listener;
    private final ContainerFleet fleet = new ContainerFleet();
    private final LinkedBlockingQueue<Runnable> commands = new LinkedBlockingQueue<>();
    private double waitMs = EAGER_HEARTBEAT_MS;
    private boolean stopped;

    /**
     * @param resourceManager started and registered
     * @param requests makes asks, all alike but for the only host that is wanted, or null
     */
    YarnDriver(
            AMRMClient<ContainerRequest> resourceManager,
            NodeManagers nodeManagers,
            Function<String, ContainerRequest> requests,
            YarnListener listener) {
        this.resourceManager = resourceManager;
        this.nodeManagers = nodeManagers;
        this.asks = new ContainerAsks(resourceManager, requests);
        this.listener = listener;
    }

    /** Takes over what an earlier attempt left running. Before {@link #run}. */
    void recover(List<Container> containers) {
        for (Container container : containers) {
            fleet.onRecovered(container.getId(), container.getNodeId());
            listener.onRecovered(id(container.getId()));
        }
    }

    /** Sets how many TaskManagers there should be, those that run included. */
    void requestTaskManagers(int wanted) {
        commands.add(() -> fleet.setWanted(wanted));
    }

    /** Ends a TaskManager's container. */
    void requestRelease(TaskManagerId taskManager) {
        commands.add(() -> release(ContainerId.fromString(taskManager.value())));
    }

    /**
     * The TaskManager's process is known to have ended, which YARN itself will learn with the next heartbeat of the NodeManager and tell
     * with ours: asks the NodeManager how it ended, and then goes on as if YARN had told.
     */
    void requestReplacement(TaskManagerId taskManager) {
        commands.add(() -> inquire(ContainerId.fromString(taskManager.value())));
    }

    /** Ends {@link #run}. */
    void requestStop() {
        commands.add(() -> stopped = true);
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                heartbeat();
                ask(null);
                awaitCommands(Math.round(fleet.isWaiting() ? waitMs : CALM_HEARTBEAT_MS));
                ask(null);
            }
        } catch (ApplicationAttemptNotFoundException e) {
            listener.onUnusable(
                    "The YARN ResourceManager no longer knows this ApplicationMaster: the application was killed or another"
                            + " attempt has taken over.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            listener.onUnusable("The YARN ResourceManager cannot be reached.", e);
        }
    }

    private void awaitCommands(long waitMs) throws InterruptedException {
        for (Runnable command = commands.poll(waitMs, TimeUnit.MILLISECONDS);
                command != null;
                command = commands.poll()) {
            command.run();
        }
    }

    /** Asks YARN, with the next heartbeat, for what is lacking: on that host if there is room, or on any if it is null. */
    private void ask(String host) {
        int change = fleet.reconcile();
        if (change > 0) {
            waitMs = EAGER_HEARTBEAT_MS;
        }
        for (; change > 0; change--) {
            asks.add(host);
        }
        for (; change < 0; change++) {
            asks.withdraw();
        }
    }

    private void heartbeat() throws Exception {
        waitMs = Math.min(CALM_HEARTBEAT_MS, waitMs * FATIGUE);
        AllocateResponse response = resourceManager.allocate(0.5f);
        response.getAllocatedContainers().forEach(this::onGranted);
        response.getCompletedContainersStatuses().forEach(this::onCompleted);
        asks.onHeartbeat();
    }

    private void onGranted(Container container) {
        if (fleet.onGranted(container.getId(), container.getNodeId())) {
            asks.onGranted(container);
            listener.onStarting(id(container.getId()));
            nodeManagers.start(container, why -> commands.add(() -> onNotStarted(container.getId(), why)));
        } else {
            LOG.info("Giving back container {} on {}, which is not needed.", container.getId(), container.getNodeId());
            resourceManager.releaseAssignedContainer(container.getId());
        }
    }

    private void inquire(ContainerId container) {
        NodeId node = fleet.node(container);
        if (node != null) {
            nodeManagers.inquire(container, node, why -> commands.add(() -> onFoundGone(container, why)));
        }
    }

    /** We know it before YARN does. Giving the container back frees its place at once. */
    private void onFoundGone(ContainerId container, String why) {
        NodeId node = fleet.node(container);
        if (node != null) {
            onNotStarted(container, why);
            // Copies of its state lie there.
            ask(node.getHost());
        }
    }

    private void onNotStarted(ContainerId container, String why) {
        if (fleet.node(container) != null) {
            resourceManager.releaseAssignedContainer(container);
            onGone(container, why);
        }
    }

    private void onCompleted(ContainerStatus status) {
        onGone(status.getContainerId(), ContainerExit.describe(status));
    }

    private void release(ContainerId container) {
        if (fleet.onGone(container)) {
            resourceManager.releaseAssignedContainer(container);
        }
    }

    private void onGone(ContainerId container, String why) {
        if (fleet.onGone(container)) {
            LOG.info("{}", why);
            listener.onGone(id(container), why);
        }
    }

    private static TaskManagerId id(ContainerId container) {
        return new TaskManagerId(container.toString());
    }
}

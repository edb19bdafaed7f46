package io.weft.yarn.client.submission;

import io.weft.api.config.JobManagerOptions;
import io.weft.api.config.TaskManagerOptions;
import io.weft.yarn.client.terminal.CommandException;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.yarn.api.records.NodeReport;
import org.apache.hadoop.yarn.api.records.NodeState;
import org.apache.hadoop.yarn.api.records.QueueInfo;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.client.api.YarnClientApplication;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** What would let an application wait for ever, or be refused late, is found before anything is uploaded. */
final class ClusterChecks {

    private ClusterChecks() {}

    /**
     * A new application id, when the cluster can run what is asked for.
     *
     * @throws CommandException if the ResourceManager cannot be reached, there is no such queue, or no node is large enough
     */
    static YarnClientApplication newApplication(YarnClient yarn, String queue, ContainerSizes containers) {
        try {
            YarnClientApplication application = yarn.createApplication();
            checkQueue(yarn, queue);
            Resource largest = application.getNewApplicationResponse().getMaximumResourceCapability();
            List<NodeReport> nodes = yarn.getNodeReports(NodeState.RUNNING);
            checkFits(
                    containers.applicationMaster(),
                    "The ApplicationMaster",
                    JobManagerOptions.TOTAL_PROCESS_MEMORY.key(),
                    largest,
                    nodes);
            checkFits(
                    containers.taskManager(),
                    "A TaskManager",
                    TaskManagerOptions.TOTAL_PROCESS_MEMORY.key(),
                    largest,
                    nodes);
            return application;
        } catch (IOException | YarnException e) {
            throw new CommandException(
                    "The YARN ResourceManager cannot be asked: " + e.getMessage()
                            + "\nCheck that it runs, and that HADOOP_CONF_DIR names the right cluster.",
                    e);
        }
    }

    private static void checkQueue(YarnClient yarn, String queue) throws IOException, YarnException {
        if (queue.isEmpty() || findQueue(yarn, queue)) {
            return;
        }
        List<String> known = yarn.getAllQueues().stream()
                .filter(info -> info.getChildQueues().isEmpty())
                .map(QueueInfo::getQueuePath)
                .sorted()
                .toList();
        throw new CommandException(
                "There is no queue '" + queue + "' in YARN. Choose one with -q: " + String.join(", ", known) + ".");
    }

    private static boolean findQueue(YarnClient yarn, String queue) throws IOException, YarnException {
        try {
            return yarn.getQueueInfo(queue) != null;
        } catch (YarnException unknown) {
            if (unknown.getMessage() != null && unknown.getMessage().contains("Unknown queue")) {
                return false;
            }
            throw unknown;
        }
    }

    private static void checkFits(Resource wanted, String what, String key, Resource largest, List<NodeReport> nodes) {
        if (!fits(wanted, largest)) {
            throw new CommandException(
                    what + " needs " + wanted + ", but YARN grants at most " + largest + " to a container. Lower " + key
                            + ", or ask the administrator to raise yarn.scheduler.maximum-allocation-mb.");
        }
        if (!nodes.isEmpty() && nodes.stream().noneMatch(node -> fits(wanted, node.getCapability()))) {
            throw new CommandException(what + " needs " + wanted + ", and none of the " + nodes.size()
                    + " nodes of the cluster is that large. Lower " + key + ".");
        }
    }

    private static boolean fits(Resource wanted, Resource room) {
        return wanted.getMemorySize() <= room.getMemorySize() && wanted.getVirtualCores() <= room.getVirtualCores();
    }
}

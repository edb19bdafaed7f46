package io.weft.yarn.appmaster;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Function;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.client.api.AMRMClient;
import org.apache.hadoop.yarn.client.api.AMRMClient.ContainerRequest;

/**
 * What YARN was asked for and has not granted yet. An ask for a certain host insists on it for some heartbeats: what it would merely prefer,
 * YARN's schedulers give up after so many offers of other nodes, which in a big cluster is at once. Owned by the YARN thread.
 */
final class ContainerAsks {

    /** With eager heartbeats more than the second after which a NodeManager has reported, for where nothing is granted before. */
    private static final int INSISTING_HEARTBEATS = 20;

    private final AMRMClient<ContainerRequest> resourceManager;
    private final Function<String, ContainerRequest> requests;
    private final Deque<ContainerRequest> anywhere = new ArrayDeque<>();
    private final Deque<Insisting> onHosts = new ArrayDeque<>();
    private long heartbeats;

    /** @param until after how many heartbeats of this application any host is good enough */
    private record Insisting(ContainerRequest request, long until) {}

    /** @param requests makes asks, all alike but for the only host that is wanted, or null */
    ContainerAsks(AMRMClient<ContainerRequest> resourceManager, Function<String, ContainerRequest> requests) {
        this.resourceManager = resourceManager;
        this.requests = requests;
    }

    /** Asks with the next heartbeat: on that host, or on any if it is null. */
    void add(String host) {
        ContainerRequest request = requests.apply(host);
        if (request.getRelaxLocality()) {
            anywhere.add(request);
        } else {
            onHosts.add(new Insisting(request, heartbeats + INSISTING_HEARTBEATS));
        }
        resourceManager.addContainerRequest(request);
    }

    /** Takes one ask back. */
    void withdraw() {
        resourceManager.removeContainerRequest(
                onHosts.isEmpty() ? anywhere.remove() : onHosts.remove().request());
    }

    /** Takes out the ask that YARN has met, which would be sent again otherwise. */
    void onGranted(Container container) {
        resourceManager.removeContainerRequest(takeMetBy(container));
    }

    private ContainerRequest takeMetBy(Container container) {
        String host = container.getNodeId().getHost();
        for (Iterator<Insisting> insisting = onHosts.iterator(); insisting.hasNext(); ) {
            ContainerRequest request = insisting.next().request();
            if (request.getPriority().equals(container.getPriority())
                    && request.getNodes().contains(host)) {
                insisting.remove();
                return request;
            }
        }
        return anywhere.isEmpty() ? onHosts.remove().request() : anywhere.remove();
    }

    /** YARN has been asked for all this once more, and what it grants has been taken note of. */
    void onHeartbeat() {
        heartbeats++;
        while (!onHosts.isEmpty() && onHosts.peek().until() <= heartbeats) {
            resourceManager.removeContainerRequest(onHosts.remove().request());
            add(null);
        }
    }
}

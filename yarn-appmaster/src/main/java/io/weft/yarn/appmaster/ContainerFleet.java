package io.weft.yarn.appmaster;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.NodeId;

/**
 * Keeps the books of TaskManager containers: how many are wanted, asked for, held. YARN grants late, too much, and what is wanted changes
 * meanwhile; whatever comes, the number held and asked for together converges on the number wanted. Owned by the YARN thread.
 */
final class ContainerFleet {

    private final Map<ContainerId, NodeId> held = new LinkedHashMap<>();
    private int wanted;
    private int asked;

    void setWanted(int wanted) {
        this.wanted = wanted;
    }

    /** How many more containers to ask YARN for; negative: how many asks to take back. The caller does so. */
    int reconcile() {
        int target = Math.max(0, wanted - held.size());
        int change = target - asked;
        asked = target;
        return change;
    }

    /** YARN has granted a container. True: an ask is satisfied by it, start it. False: it is not needed, give it back. */
    boolean onGranted(ContainerId container, NodeId node) {
        if (asked == 0 || held.containsKey(container)) {
            return false;
        }
        asked--;
        held.put(container, node);
        return true;
    }

    /** A container that an earlier ApplicationMaster of this application started still runs. */
    void onRecovered(ContainerId container, NodeId node) {
        held.put(container, node);
    }

    /** A container has ended or was given back. True if it was held. */
    boolean onGone(ContainerId container) {
        return held.remove(container) != null;
    }

    boolean isWaiting() {
        return asked > 0;
    }

    Set<ContainerId> held() {
        return Set.copyOf(held.keySet());
    }

    /** Where a container is held, or null if it is not. */
    NodeId node(ContainerId container) {
        return held.get(container);
    }
}

package io.weft.yarn.appmaster;

import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.hadoop.yarn.api.records.ContainerId;

/**
 * Keeps the books of TaskManager containers: how many are wanted, asked for, held. YARN grants late, too much, and what is wanted changes
 * meanwhile; whatever comes, the number held and asked for together converges on the number wanted. Owned by the YARN thread.
 */
final class ContainerFleet {

    private final Set<ContainerId> held = new LinkedHashSet<>();
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
    boolean onGranted(ContainerId container) {
        if (asked == 0 || held.contains(container)) {
            return false;
        }
        asked--;
        held.add(container);
        return true;
    }

    /** A container that an earlier ApplicationMaster of this application started still runs. */
    void onRecovered(ContainerId container) {
        held.add(container);
    }

    /** A container has ended or was given back. True if it was held. */
    boolean onGone(ContainerId container) {
        return held.remove(container);
    }

    boolean isWaiting() {
        return asked > 0;
    }

    Set<ContainerId> held() {
        return Set.copyOf(held);
    }
}

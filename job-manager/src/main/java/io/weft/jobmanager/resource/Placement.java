package io.weft.jobmanager.resource;

import java.util.Collection;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Gives a job the slots it misses. Each group is spread over the TaskManagers so that as many slots as can be are left on each, and
 * neighbours in a group sit on one TaskManager, because subtasks exchange more with subtasks of a near index. Before that, subtasks that
 * have run already go back to their hosts, where their state may lie.
 */
final class Placement {

    private static final class Share {
        private final TaskManager taskManager;
        private final int rank;
        private int free;
        private int taken;

        private Share(TaskManager taskManager, int rank) {
            this.taskManager = taskManager;
            this.rank = rank;
            this.free = taskManager.freeSlots();
        }

        private int free() {
            return free;
        }

        private int rank() {
            return rank;
        }
    }

    private Placement() {}

    /** There must be as many free slots as are missing. */
    static void fill(JobSlots job, Collection<TaskManager> taskManagers) {
        for (int group = 0; group < job.groupCount(); group++) {
            goBack(job, group, taskManagers);
            int missing = 0;
            for (int position = 0; position < job.width(group); position++) {
                missing += job.slot(group, position) == null ? 1 : 0;
            }
            if (missing > 0) {
                fillGroup(job, group, missing, taskManagers);
            }
        }
    }

    private static void goBack(JobSlots job, int group, Collection<TaskManager> taskManagers) {
        for (int position = 0; position < job.width(group); position++) {
            String host = job.formerHost(group, position);
            if (host != null && job.slot(group, position) == null) {
                for (TaskManager taskManager : taskManagers) {
                    if (taskManager.location().host().equals(host)) {
                        takeFreeSlot(job, group, position, taskManager);
                    }
                }
            }
        }
    }

    private static void takeFreeSlot(JobSlots job, int group, int position, TaskManager taskManager) {
        if (taskManager.freeSlots() > 0) {
            for (Slot slot : taskManager.slots()) {
                if (job.slot(group, position) == null && slot.isFree()) {
                    job.take(group, position, slot);
                }
            }
        }
    }

    private static void fillGroup(JobSlots job, int group, int missing, Collection<TaskManager> taskManagers) {
        PriorityQueue<Share> byFree = new PriorityQueue<>(
                Comparator.comparingInt(Share::free).reversed().thenComparingInt(Share::rank));
        PriorityQueue<Share> byRank = new PriorityQueue<>(Comparator.comparingInt(Share::rank));
        int rank = 0;
        for (TaskManager taskManager : taskManagers) {
            Share share = new Share(taskManager, rank++);
            byFree.add(share);
            byRank.add(share);
        }
        for (int i = 0; i < missing; i++) {
            Share most = byFree.remove();
            most.free--;
            most.taken++;
            byFree.add(most);
        }
        int position = 0;
        while (!byRank.isEmpty()) {
            Share share = byRank.remove();
            for (Slot slot : share.taskManager.slots()) {
                if (share.taken > 0 && slot.isFree()) {
                    while (job.slot(group, position) != null) {
                        position++;
                    }
                    job.take(group, position, slot);
                    share.taken--;
                }
            }
        }
    }
}

package io.weft.jobmanager.resource;

import io.weft.api.execution.JobID;
import java.util.ArrayList;
import java.util.List;

/**
 * The slots that a job needs: for each slot sharing group as many as its widest vertex is wide. A job has all of them or waits; slots
 * that it lost with their TaskManager are missing again. Changed by the ResourceManager alone.
 */
public final class JobSlots {

    private final JobID job;
    private final List<Slot[]> groups = new ArrayList<>();
    /** By group and position: the host of the last slot, or null. State may lie on its disks. */
    private final List<String[]> hosts = new ArrayList<>();

    private final int needed;
    private int missing;
    private boolean asking = true;

    JobSlots(JobID job, List<Integer> groupWidths) {
        this.job = job;
        int sum = 0;
        for (int width : groupWidths) {
            groups.add(new Slot[width]);
            hosts.add(new String[width]);
            sum += width;
        }
        needed = sum;
        missing = sum;
    }

    public JobID job() {
        return job;
    }

    /** The slot for subtask {@code position} of each vertex of the group, or null while it is missing. */
    public Slot slot(int group, int position) {
        return groups.get(group)[position];
    }

    public int needed() {
        return needed;
    }

    public int missing() {
        return missing;
    }

    boolean isAsking() {
        return asking;
    }

    void setAsking(boolean asking) {
        this.asking = asking;
    }

    int groupCount() {
        return groups.size();
    }

    int width(int group) {
        return groups.get(group).length;
    }

    /** Where the slot was that is missing now; null if there never was one. */
    String formerHost(int group, int position) {
        return hosts.get(group)[position];
    }

    void take(int group, int position, Slot slot) {
        groups.get(group)[position] = slot;
        hosts.get(group)[position] = slot.taskManager().location().host();
        slot.setHolder(this);
        missing--;
    }

    /** Forgets the slots of a TaskManager that is no more. */
    void lose(TaskManager taskManager) {
        for (Slot[] group : groups) {
            for (int i = 0; i < group.length; i++) {
                if (group[i] != null && group[i].taskManager() == taskManager) {
                    group[i] = null;
                    missing++;
                }
            }
        }
    }

    /** Gives every slot back. */
    void releaseAll() {
        for (Slot[] group : groups) {
            for (int i = 0; i < group.length; i++) {
                if (group[i] != null) {
                    group[i].setHolder(null);
                    group[i] = null;
                    missing++;
                }
            }
        }
    }
}

package io.weft.jobmanager.resource;

import io.weft.model.TaskManagerId;
import io.weft.model.TaskManagerLocation;
import java.util.ArrayList;
import java.util.List;

/** A TaskManager that has registered and is not known to be lost. Changed by the ResourceManager alone. */
public final class TaskManager {

    private final TaskManagerLocation location;
    private final List<Slot> slots;
    private boolean connected = true;
    private long lastHeardMs;
    private long idleSinceMs;

    TaskManager(TaskManagerLocation location, int slotCount, long nowMs) {
        this.location = location;
        this.lastHeardMs = nowMs;
        this.idleSinceMs = nowMs;
        slots = new ArrayList<>(slotCount);
        for (int i = 0; i < slotCount; i++) {
            slots.add(new Slot(this, i));
        }
    }

    public TaskManagerId id() {
        return location.id();
    }

    public TaskManagerLocation location() {
        return location;
    }

    /** For messages to people. */
    public String describe() {
        return "TaskManager " + location.id() + " on host " + location.host();
    }

    /** False while its connection is broken and it has not registered again. */
    boolean isConnected() {
        return connected;
    }

    void setConnected(boolean connected) {
        this.connected = connected;
    }

    List<Slot> slots() {
        return slots;
    }

    boolean isIdle() {
        for (Slot slot : slots) {
            if (!slot.isFree()) {
                return false;
            }
        }
        return true;
    }

    /** The slots that can be given away now. */
    int freeSlots() {
        int free = 0;
        if (connected) {
            for (Slot slot : slots) {
                if (slot.isFree()) {
                    free++;
                }
            }
        }
        return free;
    }

    long lastHeardMs() {
        return lastHeardMs;
    }

    void heardAt(long nowMs) {
        lastHeardMs = nowMs;
    }

    long idleSinceMs() {
        return idleSinceMs;
    }

    void idleSince(long nowMs) {
        idleSinceMs = nowMs;
    }
}

package io.weft.jobmanager.simulation;

import io.weft.model.message.JobManagerMessage;
import io.weft.model.message.TaskManagerMessage;

/** Like a TCP connection: ordered and reliable until it breaks; then what is under way is lost, and each end notices in its own time. */
final class Connection {

    private final World world;
    private final SimulatedJobManager server;
    private final SimulatedTaskManager client;
    private boolean open = true;
    private long serverHearsAtMs;
    private long clientHearsAtMs;

    Connection(World world, SimulatedJobManager server, SimulatedTaskManager client) {
        this.world = world;
        this.server = server;
        this.client = client;
    }

    boolean isOpen() {
        return open;
    }

    SimulatedJobManager server() {
        return server;
    }

    SimulatedTaskManager client() {
        return client;
    }

    void toServer(JobManagerMessage message) {
        serverHearsAtMs = Math.max(serverHearsAtMs, world.nowMs() + latencyMs());
        world.after(serverHearsAtMs - world.nowMs(), () -> {
            if (open) {
                server.onMessage(this, message);
            }
        });
    }

    void toClient(TaskManagerMessage message) {
        clientHearsAtMs = Math.max(clientHearsAtMs, world.nowMs() + latencyMs());
        world.after(clientHearsAtMs - world.nowMs(), () -> {
            if (open) {
                client.onMessage(this, message);
            }
        });
    }

    private int latencyMs() {
        return world.chance(0.02) ? world.between(50, 1500) : world.between(0, 5);
    }

    void breakOff() {
        if (open) {
            open = false;
            world.after(world.between(0, 300), () -> server.onBroken(this));
        }
    }
}

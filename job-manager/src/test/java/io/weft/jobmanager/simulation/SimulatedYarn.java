package io.weft.jobmanager.simulation;

import io.weft.jobmanager.port.Event;
import io.weft.model.TaskManagerId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Grants TaskManagers late, sometimes too many, on slow hosts or on hosts where they do not start; tells of ends at its heartbeats. */
final class SimulatedYarn {

    private static final int HEARTBEAT_MS = 500;

    private final Cluster cluster;
    private final World world;
    private final Map<TaskManagerId, SimulatedTaskManager> containers = new LinkedHashMap<>();
    private final List<Event.TaskManagerEnded> untold = new ArrayList<>();
    private int wanted;
    private int asked;
    private int number;

    SimulatedYarn(Cluster cluster) {
        this.cluster = cluster;
        this.world = cluster.world();
    }

    void want(int total) {
        wanted = total;
    }

    int wanted() {
        return wanted;
    }

    List<SimulatedTaskManager> running() {
        return containers.values().stream()
                .filter(SimulatedTaskManager::isAlive)
                .toList();
    }

    boolean isEmpty() {
        return containers.isEmpty();
    }

    /** A new attempt of the ApplicationMaster begins without requests; the containers stay. */
    void onNewAttempt() {
        wanted = 0;
        if (world.chance(0.3)) {
            untold.clear();
        }
    }

    void release(TaskManagerId id) {
        SimulatedTaskManager container = containers.get(id);
        if (container != null) {
            world.after(world.between(0, 1000), container::die);
        }
    }

    void heartbeat() {
        world.after(HEARTBEAT_MS, this::heartbeat);
        noticeDeaths();
        SimulatedJobManager current = cluster.current();
        if (!current.isAlive()) {
            return;
        }
        List.copyOf(untold).forEach(current::handle);
        untold.clear();
        if (wanted > containers.size() + asked && cluster.isStormy() && world.chance(0.05)) {
            current.handle(new Event.ResourcesUnavailable("queue 'default' is full", false));
        }
        while (wanted > containers.size() + asked) {
            asked++;
            world.after(world.chance(0.1) ? world.between(3000, 12_000) : world.between(50, 1000), this::grant);
        }
    }

    private void noticeDeaths() {
        for (SimulatedTaskManager container : List.copyOf(containers.values())) {
            if (!container.isAlive() && world.chance(0.7)) {
                containers.remove(container.id());
                untold.add(new Event.TaskManagerEnded(container.id(), "exit code 137"));
            }
        }
    }

    private void grant() {
        asked--;
        boolean tooMany = cluster.isStormy() && world.chance(0.1);
        if (containers.size() < wanted || tooMany) {
            SimulatedTaskManager container =
                    new SimulatedTaskManager(cluster, new TaskManagerId("c" + String.format("%03d", number++)));
            containers.put(container.id(), container);
            if (cluster.isStormy() && world.chance(0.1)) {
                container.die();
            } else {
                world.after(world.chance(0.1) ? world.between(1000, 9000) : world.between(100, 600), container::tick);
            }
        }
    }
}

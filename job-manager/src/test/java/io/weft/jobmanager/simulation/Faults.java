package io.weft.jobmanager.simulation;

import java.util.List;

/** What goes wrong while the storm lasts. */
final class Faults {

    private Faults() {}

    static void schedule(Cluster cluster, long untilMs) {
        World world = cluster.world();
        int meanMs = world.pick(List.of(1_000, 4_000, 12_000));
        world.after(world.between(1, 2 * meanMs), () -> strike(cluster, untilMs, meanMs));
    }

    private static void strike(Cluster cluster, long untilMs, int meanMs) {
        World world = cluster.world();
        if (world.nowMs() >= untilMs) {
            return;
        }
        List<SimulatedTaskManager> victims = cluster.yarn().running();
        int fault = world.between(0, 9);
        if (fault == 0) {
            world.trace("the JobManager is replaced");
            cluster.replaceJobManager();
        } else if (world.chance(0.1)) {
            cluster.damageFiles();
        } else if (!victims.isEmpty()) {
            SimulatedTaskManager victim = world.pick(victims);
            world.trace("fault %d strikes %s", fault, victim.id());
            if (fault <= 2) {
                victim.die();
            } else if (fault <= 4) {
                victim.pause(world.between(100, 9_000));
            } else if (fault <= 6) {
                cluster.cutOff(victim, world.between(100, 9_000));
            } else if (fault == 7) {
                victim.loseATask();
            } else if (victim.connection() != null) {
                victim.connection().breakOff();
            }
        }
        world.after(world.between(1, 2 * meanMs), () -> strike(cluster, untilMs, meanMs));
    }
}

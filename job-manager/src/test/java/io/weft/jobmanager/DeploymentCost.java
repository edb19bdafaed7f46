package io.weft.jobmanager;

import io.weft.jobmanager.port.JobManagerSettings;
import io.weft.jobmanager.port.JobManagerSettings.Mode;

/** Prints what it costs to schedule, deploy and run to the end, for each subtask. Run by hand: times are no matter for tests. */
final class DeploymentCost {

    private static final int SLOTS = 8;

    private DeploymentCost() {}

    public static void main(String[] arguments) {
        for (int round = 0; round < 3; round++) {
            for (int subtasks : new int[] {100, 1_000, 10_000}) {
                measure(subtasks);
            }
        }
    }

    private static void measure(int subtasks) {
        int jobs = Math.max(1, 20_000 / subtasks);
        long deployNanos = 0;
        for (int job = 0; job < jobs; job++) {
            Shell shell = new Shell(JobManagerSettings.of(Mode.SESSION, SLOTS, "hdfs:///checkpoints"));
            int parallelism = subtasks / 2;
            for (int i = 0; i < (parallelism + SLOTS - 1) / SLOTS; i++) {
                shell.register("tm" + i, SLOTS);
            }
            long beginNanos = System.nanoTime();
            shell.submit(Graphs.wordCount(job, parallelism));
            deployNanos += System.nanoTime() - beginNanos;
            shell.forgetEffects();
        }
        System.out.printf(
                "%6d subtasks: %.2f us a subtask from submission to deployment%n",
                subtasks, deployNanos / 1000.0 / jobs / subtasks);
    }
}

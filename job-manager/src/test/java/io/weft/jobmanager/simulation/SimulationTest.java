package io.weft.jobmanager.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Thousands of sessions under faults. {@code -Dweft.simulation.seed=N} runs that one alone and prints what happened in it;
 * {@code -Dweft.simulation.seeds=N} runs so many.
 */
class SimulationTest {

    private static final int SEEDS = Integer.getInteger("weft.simulation.seeds", 2_000);
    private static final Long ONLY = Long.getLong("weft.simulation.seed");

    @Test
    void everyJobEndsAndNothingLeaksWhateverBreaks() {
        if (ONLY != null) {
            runWithTrace(ONLY);
            return;
        }
        for (long seed = 0; seed < SEEDS; seed++) {
            run(seed);
        }
    }

    private static void run(long seed) {
        try {
            new Cluster(seed, false).run();
        } catch (AssertionError | RuntimeException e) {
            fail(
                    "Seed " + seed + ": " + e.getMessage() + "\nTo see what happened: mvn -pl job-manager test"
                            + " -Dtest=SimulationTest -DargLine=-Dweft.simulation.seed=" + seed,
                    e);
        }
    }

    private static void runWithTrace(long seed) {
        Cluster cluster = new Cluster(seed, true);
        try {
            cluster.run();
        } finally {
            cluster.world().trace().forEach(System.out::println);
        }
    }

    @Test
    void theSameSeedGivesTheSameHistory() {
        assertThat(history(7)).isEqualTo(history(7));
    }

    private static List<String> history(long seed) {
        Cluster cluster = new Cluster(seed, true);
        cluster.run();
        // Arrays print their addresses.
        return cluster.world().trace().stream()
                .map(line -> line.replaceAll("\\[B@[0-9a-f]+", "bytes"))
                .toList();
    }
}

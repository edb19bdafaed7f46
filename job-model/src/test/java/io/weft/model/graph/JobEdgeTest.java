package io.weft.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobEdgeTest {

    private static final JobEdge POINTWISE = new JobEdge(0, 0, 1, 0, Distribution.RESCALE);
    private static final JobEdge ALL_TO_ALL = new JobEdge(0, 0, 1, 0, Distribution.HASH);

    @Test
    void bothSidesOfAPointwiseEdgeSeeTheSamePairs() {
        for (int producers = 1; producers <= 24; producers++) {
            for (int consumers = 1; consumers <= 24; consumers++) {
                assertThat(pairsSeenByProducers(POINTWISE, producers, consumers))
                        .as("%d producers, %d consumers", producers, consumers)
                        .isEqualTo(pairsSeenByConsumers(POINTWISE, producers, consumers));
            }
        }
    }

    @Test
    void everySubtaskOfAPointwiseEdgeIsConnectedAndSharesDifferByOneAtMost() {
        for (int producers = 1; producers <= 24; producers++) {
            for (int consumers = 1; consumers <= 24; consumers++) {
                int n = producers;
                int m = consumers;
                Set<Long> shares = IntStream.range(0, n)
                        .mapToObj(p -> POINTWISE.consumersOf(p, n, m).count())
                        .collect(Collectors.toCollection(TreeSet::new));
                assertThat(shares).doesNotContain(0L).hasSizeLessThanOrEqualTo(2);
                assertThat(IntStream.range(0, m)
                                .allMatch(c -> POINTWISE.producersOf(c, n, m).count() > 0))
                        .isTrue();
            }
        }
    }

    @Test
    void anAllToAllEdgeConnectsEveryPair() {
        assertThat(pairsSeenByProducers(ALL_TO_ALL, 3, 4)).hasSize(12);
        assertThat(pairsSeenByConsumers(ALL_TO_ALL, 3, 4)).hasSize(12);
    }

    private static Set<String> pairsSeenByProducers(JobEdge edge, int producers, int consumers) {
        Set<String> pairs = new TreeSet<>();
        for (int p = 0; p < producers; p++) {
            int producer = p;
            edge.consumersOf(p, producers, consumers).forEach(c -> pairs.add(producer + "-" + c));
        }
        return pairs;
    }

    private static Set<String> pairsSeenByConsumers(JobEdge edge, int producers, int consumers) {
        Set<String> pairs = new TreeSet<>();
        for (int c = 0; c < consumers; c++) {
            int consumer = c;
            edge.producersOf(c, producers, consumers).forEach(p -> pairs.add(p + "-" + consumer));
        }
        return pairs;
    }
}

package io.weft.jobmanager.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.jobmanager.Graphs;
import org.junit.jupiter.api.Test;

class RegionsTest {

    @Test
    void anExchangeOfAllWithAllIsOneRegion() {
        assertThat(new Regions(Graphs.wordCount(1, 3)).all()).containsExactly(0);
    }

    @Test
    void pipelinesThatNeverMeetAreRegionsOfTheirOwn() {
        Regions regions = new Regions(Graphs.job(1)
                .vertex("a", 2, "default")
                .vertex("b", 2, "default")
                .vertex("sink of a", 3, "default")
                .vertex("sink of b", 1, "default")
                .edge(0, 2, false)
                .edge(1, 3, false)
                .build());
        assertThat(regions.all()).containsExactly(0, 1);
        assertThat(regions.of(0, 1)).isEqualTo(regions.of(2, 2)).isZero();
        assertThat(regions.of(1, 0)).isEqualTo(regions.of(3, 0)).isEqualTo(1);
    }

    @Test
    void pointwiseEdgesConnectSubtasksAlone() {
        Regions regions = new Regions(Graphs.job(1)
                .vertex("source", 4, "default")
                .vertex("map", 2, "default")
                .edge(0, 1, true)
                .build());
        assertThat(regions.all()).containsExactly(0, 1);
        assertThat(regions.of(0, 1)).isEqualTo(regions.of(1, 0)).isZero();
        assertThat(regions.of(0, 2)).isEqualTo(regions.of(1, 1)).isEqualTo(1);
    }

    @Test
    void aSplitEnumeratorKeepsItsReadersTogether() {
        Regions regions = new Regions(Graphs.job(1)
                .vertex("source", 3, "default", true)
                .vertex("map", 3, "default")
                .edge(0, 1, true)
                .vertex("alone", 2, "default")
                .build());
        assertThat(regions.all()).containsExactly(0, 1, 2);
        assertThat(regions.of(1, 2)).isZero();
        assertThat(regions.of(2, 1)).isEqualTo(2);
    }
}

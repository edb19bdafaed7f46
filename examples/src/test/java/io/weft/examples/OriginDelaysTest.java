package io.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OriginDelaysTest {

    @Test
    void addsUpFlights() {
        OriginDelays both = OriginDelays.ofFlight("2001-01-01T00:47,66,1750,DTW,LAS")
                .plus(OriginDelays.ofFlight("2001-01-01T01:24,-5,407,DTW,OAK"));
        assertThat(both).isEqualTo(new OriginDelays("DTW", 2, 61, 1, 66));
        assertThat(both.meanMinutes()).isEqualTo(30.5);
        assertThat(both.lateShare()).isEqualTo(0.5);
    }

    @Test
    void fifteenMinutesAreNotLate() {
        assertThat(OriginDelays.ofFlight("2001-01-01T00:47,15,1750,DTW,LAS").late())
                .isZero();
        assertThat(OriginDelays.ofFlight("2001-01-01T00:47,16,1750,DTW,LAS").late())
                .isOne();
    }

    @Test
    void aLineThatIsNoFlightIsQuoted() {
        assertThatThrownBy(() -> OriginDelays.ofFlight("DTW,LAS")).hasMessageContaining("'DTW,LAS'");
    }
}

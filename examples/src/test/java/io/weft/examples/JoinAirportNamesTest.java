package io.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.fs.Path;
import io.weft.api.functions.rich.OpenContext;
import java.io.File;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JoinAirportNamesTest {

    private final JoinAirportNames join = new JoinAirportNames(Path.fromLocalFile(new File("data/airports.csv")));

    @BeforeEach
    void open() throws IOException {
        join.open(new OpenContext() {});
    }

    @Test
    void writesALineWithTheAirportsNameAndRoundedFigures() {
        assertThat(join.map(new OriginDelays("BTR", 3, -5, 1, 42)))
                .isEqualTo("BTR,\"Baton Rouge Metropolitan, Ryan\",Baton Rouge,3,-1.7,0.333,42");
    }

    @Test
    void anAirportThatIsNotInTheTableIsUnknown() {
        assertThat(join.map(new OriginDelays("???", 1, 0, 0, 0))).isEqualTo("???,unknown,unknown,1,0.0,0.000,0");
    }
}

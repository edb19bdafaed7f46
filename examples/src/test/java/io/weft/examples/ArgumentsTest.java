package io.weft.examples;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ArgumentsTest {

    @Test
    void whatIsMissingIsNamedWithTheUsage() {
        assertThatThrownBy(() -> FlightDelays.main(new String[] {"--flights", "f", "--output", "o"}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Wrong arguments: --airports is missing.\nUsage: FlightDelays --flights PATH");
    }

    @Test
    void whatIsUnknownIsNamedWithTheUsage() {
        assertThatThrownBy(() -> WordCount.main(new String[] {"--inptu", "f"}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no argument --inptu")
                .hasMessageContaining("Usage: WordCount");
    }

    @Test
    void anArgumentWithoutAValueIsAnError() {
        assertThatThrownBy(() -> WordCount.main(new String[] {"--input"}))
                .hasMessageContaining("--input needs a value");
    }

    @Test
    void aPortThatIsNoNumberIsAnError() {
        assertThatThrownBy(() -> SocketWordCount.main(new String[] {"--port", "http"}))
                .hasMessageContaining("--port is a number, not http");
    }
}

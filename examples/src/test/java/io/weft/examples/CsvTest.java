package io.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvTest {

    @Test
    void splitsAtCommasOutsideQuotes() {
        assertThat(Csv.fields("DBN,\"W. H. \"\"Bud\"\" Barron\",\"Dublin, GA\",,USA"))
                .containsExactly("DBN", "W. H. \"Bud\" Barron", "Dublin, GA", "", "USA");
    }

    @Test
    void aLineSplitsIntoTheFieldsItWasMadeOf() {
        String line = Csv.line("plain", "with, comma", "with \"quotes\"", "", 7);
        assertThat(Csv.fields(line)).containsExactly("plain", "with, comma", "with \"quotes\"", "", "7");
    }
}

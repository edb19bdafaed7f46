package io.weft.api.datastream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.functions.ReduceFunction;
import io.weft.api.plan.InvalidProgramException;
import io.weft.api.tuple.Tuple3;
import io.weft.api.types.TypeInformation;
import io.weft.api.types.Types;
import org.junit.jupiter.api.Test;

class FieldAggregationTest {

    public record Trip(String city, int minutes) {}

    private static final TypeInformation<Tuple3<String, Integer, Long>> TUPLE =
            Types.TUPLE(Types.STRING, Types.INT, Types.LONG);

    private final Tuple3<String, Integer, Long> low = Tuple3.of("low", 1, 10L);
    private final Tuple3<String, Integer, Long> high = Tuple3.of("high", 2, 20L);

    @Test
    void sumAddsTheFieldAndKeepsTheFirstRecordsOtherFields() throws Exception {
        assertThat(FieldAggregation.sum(TUPLE, "2").reduce(low, high)).isEqualTo(Tuple3.of("low", 1, 30L));
        assertThat(low.f2).as("the value before is untouched").isEqualTo(10L);
    }

    @Test
    void minAndMaxReplaceTheFieldOnly() throws Exception {
        assertThat(FieldAggregation.max(TUPLE, "1").reduce(low, high)).isEqualTo(Tuple3.of("low", 2, 10L));
        assertThat(FieldAggregation.min(TUPLE, "f1").reduce(high, low)).isEqualTo(Tuple3.of("high", 1, 20L));
    }

    @Test
    void minByAndMaxByKeepARecordWhole() throws Exception {
        assertThat(FieldAggregation.maxBy(TUPLE, "1", true).reduce(low, high)).isSameAs(high);
        assertThat(FieldAggregation.minBy(TUPLE, "1", true).reduce(low, high)).isSameAs(low);
    }

    @Test
    void ofEqualRecordsTheFirstOrTheLastIsKept() throws Exception {
        Tuple3<String, Integer, Long> same = Tuple3.of("same", 1, 0L);

        assertThat(FieldAggregation.minBy(TUPLE, "1", true).reduce(low, same)).isSameAs(low);
        assertThat(FieldAggregation.minBy(TUPLE, "1", false).reduce(low, same)).isSameAs(same);
    }

    @Test
    void fieldsOfRecordsAreFoundByName() throws Exception {
        ReduceFunction<Trip> sum = FieldAggregation.sum(TypeInformation.of(Trip.class), "minutes");

        assertThat(sum.reduce(new Trip("Ulm", 5), new Trip("Bonn", 7))).isEqualTo(new Trip("Ulm", 12));
    }

    @Test
    void namesTheFieldThatCannotBeSummed() {
        assertThatThrownBy(() -> FieldAggregation.sum(TUPLE, "0"))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("'0'")
                .hasMessageContaining("String");
    }
}

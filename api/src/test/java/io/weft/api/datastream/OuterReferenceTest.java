package io.weft.api.datastream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.eventtime.SerializableTimestampAssigner;
import io.weft.api.eventtime.WatermarkStrategy;
import io.weft.api.functions.MapFunction;
import io.weft.api.plan.InvalidProgramException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Functions that are made in an object that cannot travel: this test. */
class OuterReferenceTest {

    private final String greeting;

    OuterReferenceTest() {
        greeting = "hello ";
    }

    @Test
    void anAnonymousClassTravelsIfItDoesNotUseTheObjectItWasMadeIn() throws Exception {
        MapFunction<String, String> unrelated = new MapFunction<>() {
            @Override
            public String map(String value) {
                Supplier<String> twice = () -> value + value;
                return twice.get();
            }
        };

        SerializabilityCheck.check(unrelated);

        assertThat(unrelated.map("x")).isEqualTo("xx");
    }

    @Test
    void anAnonymousClassThatUsesItIsRefused() throws Exception {
        MapFunction<String, String> greeter = new MapFunction<>() {
            @Override
            public String map(String value) {
                return greeting + value;
            }
        };

        assertThatThrownBy(() -> SerializabilityCheck.check(greeter))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("OuterReferenceTest");
        assertThat(greeter.map("you")).isEqualTo("hello you");
    }

    @Test
    void whatAClassInsideUsesIsUsed() {
        MapFunction<String, String> nested = new MapFunction<>() {
            @Override
            public String map(String value) {
                return new Supplier<String>() {
                    @Override
                    public String get() {
                        return greeting + value;
                    }
                }.get();
            }
        };

        assertThatThrownBy(() -> SerializabilityCheck.check(nested)).isInstanceOf(InvalidProgramException.class);
    }

    @Test
    void functionsThatAStrategyHoldsTravelToo() {
        WatermarkStrategy<Long> strategy = WatermarkStrategy.<Long>forMonotonousTimestamps()
                .withTimestampAssigner(new SerializableTimestampAssigner<>() {
                    @Override
                    public long extractTimestamp(Long element, long recordTimestamp) {
                        return element;
                    }
                });

        assertThatCode(() -> SerializabilityCheck.check(strategy)).doesNotThrowAnyException();
    }
}

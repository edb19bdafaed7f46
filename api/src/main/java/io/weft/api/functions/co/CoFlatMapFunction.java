package io.weft.api.functions.co;

import io.weft.api.functions.Collector;
import io.weft.api.functions.Function;

/** Turns each record of either input into any number of a common type. */
public interface CoFlatMapFunction<IN1, IN2, OUT> extends Function {

    /** Called for each record of the first input. */
    void flatMap1(IN1 value, Collector<OUT> out) throws Exception;

    /** Called for each record of the second input. */
    void flatMap2(IN2 value, Collector<OUT> out) throws Exception;
}

package io.weft.api.functions.co;

import io.weft.api.functions.Function;

/** Turns each record of either input into one of a common type. */
public interface CoMapFunction<IN1, IN2, OUT> extends Function {

    /** Called for each record of the first input. */
    OUT map1(IN1 value) throws Exception;

    /** Called for each record of the second input. */
    OUT map2(IN2 value) throws Exception;
}

package io.weft.api.functions.rich;

import io.weft.api.functions.Collector;
import io.weft.api.functions.FlatMapFunction;

/** A {@link FlatMapFunction} with a lifecycle. */
public abstract class RichFlatMapFunction<IN, OUT> extends AbstractRichFunction implements FlatMapFunction<IN, OUT> {

    @Override
    public abstract void flatMap(IN value, Collector<OUT> out) throws Exception;
}

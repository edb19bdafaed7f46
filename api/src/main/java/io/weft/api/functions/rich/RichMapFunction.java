package io.weft.api.functions.rich;

import io.weft.api.functions.MapFunction;

/** A {@link MapFunction} with a lifecycle. */
public abstract class RichMapFunction<IN, OUT> extends AbstractRichFunction implements MapFunction<IN, OUT> {

    @Override
    public abstract OUT map(IN value) throws Exception;
}

package io.weft.api.functions.rich;

import io.weft.api.functions.AggregateFunction;

/** An {@link AggregateFunction} with a lifecycle. */
public abstract class RichAggregateFunction<IN, ACC, OUT> extends AbstractRichFunction
        implements AggregateFunction<IN, ACC, OUT> {

    @Override
    public abstract ACC createAccumulator();

    @Override
    public abstract ACC add(IN value, ACC accumulator);

    @Override
    public abstract OUT getResult(ACC accumulator);

    @Override
    public abstract ACC merge(ACC a, ACC b);
}

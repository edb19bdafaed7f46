package io.weft.api.functions.rich;

import io.weft.api.functions.ReduceFunction;

/** A {@link ReduceFunction} with a lifecycle. */
public abstract class RichReduceFunction<T> extends AbstractRichFunction implements ReduceFunction<T> {

    @Override
    public abstract T reduce(T value1, T value2) throws Exception;
}

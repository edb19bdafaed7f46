package io.weft.api.functions.rich;

import io.weft.api.functions.FilterFunction;

/** A {@link FilterFunction} with a lifecycle. */
public abstract class RichFilterFunction<T> extends AbstractRichFunction implements FilterFunction<T> {

    @Override
    public abstract boolean filter(T value) throws Exception;
}

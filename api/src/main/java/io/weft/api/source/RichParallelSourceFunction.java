package io.weft.api.source;

import io.weft.api.functions.rich.AbstractRichFunction;

/** A {@link ParallelSourceFunction} with a lifecycle. */
public abstract class RichParallelSourceFunction<OUT> extends AbstractRichFunction
        implements ParallelSourceFunction<OUT> {}

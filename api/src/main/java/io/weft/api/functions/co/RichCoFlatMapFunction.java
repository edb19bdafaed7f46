package io.weft.api.functions.co;

import io.weft.api.functions.rich.AbstractRichFunction;

/** A {@link CoFlatMapFunction} with a lifecycle. */
public abstract class RichCoFlatMapFunction<IN1, IN2, OUT> extends AbstractRichFunction
        implements CoFlatMapFunction<IN1, IN2, OUT> {}

package io.weft.api.functions.co;

import io.weft.api.functions.rich.AbstractRichFunction;

/** A {@link CoMapFunction} with a lifecycle. */
public abstract class RichCoMapFunction<IN1, IN2, OUT> extends AbstractRichFunction
        implements CoMapFunction<IN1, IN2, OUT> {}

package io.weft.api.sink;

import io.weft.api.functions.rich.AbstractRichFunction;

/** A {@link SinkFunction} with a lifecycle. */
public abstract class RichSinkFunction<IN> extends AbstractRichFunction implements SinkFunction<IN> {}

package io.weft.api.source;

import io.weft.api.functions.rich.AbstractRichFunction;

/** A {@link SourceFunction} with a lifecycle. */
public abstract class RichSourceFunction<OUT> extends AbstractRichFunction implements SourceFunction<OUT> {}

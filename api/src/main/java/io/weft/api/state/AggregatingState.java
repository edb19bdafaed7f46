package io.weft.api.state;

/** One accumulator a key, in which an {@link io.weft.api.functions.AggregateFunction} aggregates the values that are added. */
public interface AggregatingState<IN, OUT> extends MergingState<IN, OUT> {}

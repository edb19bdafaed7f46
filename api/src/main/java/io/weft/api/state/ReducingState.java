package io.weft.api.state;

/** One value a key, into which a {@link io.weft.api.functions.ReduceFunction} combines all that are added. */
public interface ReducingState<T> extends MergingState<T, T> {}

package io.weft.api.source;

/** A source function of which every subtask runs its own copy. */
public interface ParallelSourceFunction<OUT> extends SourceFunction<OUT> {}

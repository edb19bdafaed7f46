package io.weft.api.state;

/** Appending state of which two can be made one, as happens when session windows grow together. */
public interface MergingState<IN, OUT> extends AppendingState<IN, OUT> {}

package io.weft.api.datastream;

import io.weft.api.functions.ReduceFunction;

/**
 * A stream whose records are taken together, from the first to the last of each key. For inputs that end: others never have a result.
 *
 * @param <T> the records
 */
public interface PartitionWindowedStream<T> {

    /** Combines all records of a key into one. */
    SingleOutputStreamOperator<T> reduce(ReduceFunction<T> reduceFunction);
}

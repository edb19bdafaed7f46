package io.weft.api.functions;

/** Turns each record into any number of others. */
@FunctionalInterface
public interface FlatMapFunction<T, O> extends Function {

    /**
     * @param value the record
     * @param out takes the results; use it only during the call
     * @throws Exception to fail the task
     */
    void flatMap(T value, Collector<O> out) throws Exception;
}

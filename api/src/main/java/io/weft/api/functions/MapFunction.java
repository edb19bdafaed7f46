package io.weft.api.functions;

/** Turns each record into one other. */
@FunctionalInterface
public interface MapFunction<T, O> extends Function {

    /**
     * @param value the record
     * @return the record that takes its place
     * @throws Exception to fail the task
     */
    O map(T value) throws Exception;
}

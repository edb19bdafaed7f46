package io.weft.api.functions;

/** Decides which records stay. */
@FunctionalInterface
public interface FilterFunction<T> extends Function {

    /**
     * @param value the record, which must not be changed
     * @return true to keep it
     * @throws Exception to fail the task
     */
    boolean filter(T value) throws Exception;
}

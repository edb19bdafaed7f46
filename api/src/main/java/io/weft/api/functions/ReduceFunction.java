package io.weft.api.functions;

/** Combines two values of one type into one. Must be associative. */
@FunctionalInterface
public interface ReduceFunction<T> extends Function {

    /**
     * @param value1 what was combined so far
     * @param value2 what comes next
     * @return the combined value; either argument may be changed and returned
     * @throws Exception to fail the task
     */
    T reduce(T value1, T value2) throws Exception;
}

package io.weft.api.functions;

/** Takes the results of a function. */
public interface Collector<T> {

    /** Hands a record on. The record must not be changed afterwards unless it is known to be copied. */
    void collect(T record);

    /** Flushes what is held back. Functions need not call it. */
    void close();
}

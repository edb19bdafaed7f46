package io.weft.api.source.lib;

import io.weft.api.functions.Function;
import io.weft.api.source.SourceReaderContext;

/** Makes records from numbers. Each reader has its own copy. */
@FunctionalInterface
public interface GeneratorFunction<T, O> extends Function {

    /** Called once before the first record. */
    default void open(SourceReaderContext readerContext) throws Exception {}

    /** @throws Exception to fail the task */
    O map(T value) throws Exception;

    /** Called once after the last record. */
    default void close() throws Exception {}
}

package io.weft.api.functions;

/**
 * Finds the key of a record. Must give equal keys for equal records, whenever and wherever it is called; the key's {@code hashCode}
 * must be the same in every JVM.
 */
@FunctionalInterface
public interface KeySelector<IN, KEY> extends Function {

    /**
     * @return the key, never null
     * @throws Exception to fail the task
     */
    KEY getKey(IN value) throws Exception;
}

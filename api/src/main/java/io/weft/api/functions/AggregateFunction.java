package io.weft.api.functions;

/**
 * Aggregates records in an accumulator whose type may differ from the records' and the result's. One instance serves many
 * accumulators, so it keeps no state of its own.
 *
 * @param <IN> the records
 * @param <ACC> the accumulator
 * @param <OUT> the result
 */
public interface AggregateFunction<IN, ACC, OUT> extends Function {

    /** An accumulator that has seen no record. */
    ACC createAccumulator();

    /** The accumulator after one more record; may be the given one, changed. */
    ACC add(IN value, ACC accumulator);

    /** The result so far. The accumulator may be added to afterwards. */
    OUT getResult(ACC accumulator);

    /** One accumulator for what both have seen. Neither argument is used again. */
    ACC merge(ACC a, ACC b);
}

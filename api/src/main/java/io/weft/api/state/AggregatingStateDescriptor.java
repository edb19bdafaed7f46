package io.weft.api.state;

import io.weft.api.functions.AggregateFunction;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.types.TypeInformation;
import java.util.Objects;

/**
 * Describes an {@link AggregatingState}. The function must not be a rich one: it is not opened.
 *
 * @param <IN> what is added
 * @param <ACC> the accumulator, which is what is kept
 * @param <OUT> what is read
 */
public class AggregatingStateDescriptor<IN, ACC, OUT> extends StateDescriptor<AggregatingState<IN, OUT>, ACC> {

    private final AggregateFunction<IN, ACC, OUT> aggFunction;

    public AggregatingStateDescriptor(
            String name, AggregateFunction<IN, ACC, OUT> aggFunction, Class<ACC> accumulatorClass) {
        super(name, accumulatorClass, null);
        this.aggFunction = Objects.requireNonNull(aggFunction, "aggFunction");
    }

    public AggregatingStateDescriptor(
            String name, AggregateFunction<IN, ACC, OUT> aggFunction, TypeInformation<ACC> accumulatorType) {
        super(name, accumulatorType, null);
        this.aggFunction = Objects.requireNonNull(aggFunction, "aggFunction");
    }

    public AggregatingStateDescriptor(
            String name, AggregateFunction<IN, ACC, OUT> aggFunction, TypeSerializer<ACC> accumulatorSerializer) {
        super(name, accumulatorSerializer, null);
        this.aggFunction = Objects.requireNonNull(aggFunction, "aggFunction");
    }

    public AggregateFunction<IN, ACC, OUT> getAggregateFunction() {
        return aggFunction;
    }

    @Override
    public Type getType() {
        return Type.AGGREGATING;
    }
}

package io.weft.api.datastream;

import io.weft.api.functions.KeySelector;
import io.weft.api.functions.ReduceFunction;
import io.weft.api.functions.process.KeyedProcessFunction;
import io.weft.api.plan.InvalidProgramException;
import io.weft.api.plan.OperatorSpec;
import io.weft.api.plan.Partitioning;
import io.weft.api.plan.StreamNode;
import io.weft.api.types.TypeInformation;
import java.util.Objects;

/**
 * A stream split by key: all records of a key meet in one subtask, and state belongs to a key.
 *
 * <p>The aggregations keep one value a key and emit it after every record. Fields are given by their index in a tuple or by name.
 *
 * @param <T> the records
 * @param <KEY> the key
 */
public class KeyedStream<T, KEY> extends DataStream<T> {

    private final KeySelector<T, KEY> keySelector;
    private final TypeInformation<KEY> keyType;

    /** @throws InvalidProgramException if values of the type cannot be keys */
    KeyedStream(DataStream<T> stream, KeySelector<T, KEY> keySelector, TypeInformation<KEY> keyType) {
        super(stream.getExecutionEnvironment(), stream.edgesWith(new Partitioning.Hash(keySelector, keyType)));
        if (!Objects.requireNonNull(keyType, "keyType").isKeyType()) {
            throw new InvalidProgramException(
                    "Values of " + keyType + " cannot be keys: they have no hash code that is the same in every"
                            + " process. Use their content as the key, such as a list or text in place of an array.");
        }
        this.keySelector = keySelector;
        this.keyType = keyType;
    }

    public KeySelector<T, KEY> getKeySelector() {
        return keySelector;
    }

    public TypeInformation<KEY> getKeyType() {
        return keyType;
    }

    public <R> SingleOutputStreamOperator<R> process(KeyedProcessFunction<KEY, T, R> keyedProcessFunction) {
        return process(
                keyedProcessFunction,
                ResultTypes.of(keyedProcessFunction, KeyedProcessFunction.class, keyType, getType()));
    }

    public <R> SingleOutputStreamOperator<R> process(
            KeyedProcessFunction<KEY, T, R> keyedProcessFunction, TypeInformation<R> outputType) {
        KeyedProcessFunction<KEY, T, R> cleaned = getExecutionEnvironment().clean(keyedProcessFunction);
        return operator("Keyed Process", new OperatorSpec.KeyedProcess<>(cleaned), outputType);
    }

    /** Combines each record with what its key's records were combined to before. */
    public SingleOutputStreamOperator<T> reduce(ReduceFunction<T> reducer) {
        ReduceFunction<T> cleaned = getExecutionEnvironment().clean(reducer);
        return operator("Keyed Reduce", new OperatorSpec.KeyedReduce<>(cleaned), getType());
    }

    /** Takes all records of a key together, from the first to the last: results come when the input has ended, and only then. */
    public PartitionWindowedStream<T> fullWindowPartition() {
        return reducer -> operator(
                "Full Window Reduce",
                new OperatorSpec.FullWindowReduce<>(getExecutionEnvironment().clean(reducer)),
                getType());
    }

    public SingleOutputStreamOperator<T> sum(int positionToSum) {
        return sum(Integer.toString(positionToSum));
    }

    public SingleOutputStreamOperator<T> sum(String field) {
        return aggregate(FieldAggregation.sum(getType(), field));
    }

    /** The lowest value of the field; the other fields are those of the key's first record. */
    public SingleOutputStreamOperator<T> min(int positionToMin) {
        return min(Integer.toString(positionToMin));
    }

    /** The lowest value of the field; the other fields are those of the key's first record. */
    public SingleOutputStreamOperator<T> min(String field) {
        return aggregate(FieldAggregation.min(getType(), field));
    }

    /** The highest value of the field; the other fields are those of the key's first record. */
    public SingleOutputStreamOperator<T> max(int positionToMax) {
        return max(Integer.toString(positionToMax));
    }

    /** The highest value of the field; the other fields are those of the key's first record. */
    public SingleOutputStreamOperator<T> max(String field) {
        return aggregate(FieldAggregation.max(getType(), field));
    }

    /** The record with the lowest value of the field; of equal ones the first. */
    public SingleOutputStreamOperator<T> minBy(int positionToMinBy) {
        return minBy(positionToMinBy, true);
    }

    /** The record with the lowest value of the field; of equal ones the first. */
    public SingleOutputStreamOperator<T> minBy(String positionToMinBy) {
        return minBy(positionToMinBy, true);
    }

    /** @param first whether of equal ones the first is kept or the last */
    public SingleOutputStreamOperator<T> minBy(int positionToMinBy, boolean first) {
        return minBy(Integer.toString(positionToMinBy), first);
    }

    /** @param first whether of equal ones the first is kept or the last */
    public SingleOutputStreamOperator<T> minBy(String field, boolean first) {
        return aggregate(FieldAggregation.minBy(getType(), field, first));
    }

    /** The record with the highest value of the field; of equal ones the first. */
    public SingleOutputStreamOperator<T> maxBy(int positionToMaxBy) {
        return maxBy(positionToMaxBy, true);
    }

    /** The record with the highest value of the field; of equal ones the first. */
    public SingleOutputStreamOperator<T> maxBy(String positionToMaxBy) {
        return maxBy(positionToMaxBy, true);
    }

    /** @param first whether of equal ones the first is kept or the last */
    public SingleOutputStreamOperator<T> maxBy(int positionToMaxBy, boolean first) {
        return maxBy(Integer.toString(positionToMaxBy), first);
    }

    /** @param first whether of equal ones the first is kept or the last */
    public SingleOutputStreamOperator<T> maxBy(String field, boolean first) {
        return aggregate(FieldAggregation.maxBy(getType(), field, first));
    }

    @Override
    StreamNode.Input input() {
        return new StreamNode.Input(edges(), getType(), keySelector, keyType);
    }

    private SingleOutputStreamOperator<T> aggregate(ReduceFunction<T> aggregation) {
        return operator("Keyed Aggregation", new OperatorSpec.KeyedReduce<>(aggregation), getType());
    }
}

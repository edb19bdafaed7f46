package io.weft.api.datastream;

import io.weft.api.functions.KeySelector;
import io.weft.api.functions.co.CoFlatMapFunction;
import io.weft.api.functions.co.CoMapFunction;
import io.weft.api.functions.co.CoProcessFunction;
import io.weft.api.functions.co.KeyedCoProcessFunction;
import io.weft.api.plan.InvalidProgramException;
import io.weft.api.plan.OperatorSpec;
import io.weft.api.types.TypeInformation;
import java.util.List;

/**
 * Two streams, of types that may differ, as the inputs of one operator.
 *
 * @param <IN1> the records of the first
 * @param <IN2> the records of the second
 */
public class ConnectedStreams<IN1, IN2> {

    private final StreamExecutionEnvironment environment;
    private final DataStream<IN1> first;
    private final DataStream<IN2> second;

    ConnectedStreams(StreamExecutionEnvironment environment, DataStream<IN1> first, DataStream<IN2> second) {
        this.environment = environment;
        this.first = first;
        this.second = second;
    }

    public StreamExecutionEnvironment getExecutionEnvironment() {
        return environment;
    }

    public DataStream<IN1> getFirstInput() {
        return first;
    }

    public DataStream<IN2> getSecondInput() {
        return second;
    }

    public TypeInformation<IN1> getType1() {
        return first.getType();
    }

    public TypeInformation<IN2> getType2() {
        return second.getType();
    }

    /** Records with equal keys meet in one subtask, whichever stream they come from. */
    public <KEY> ConnectedStreams<IN1, IN2> keyBy(
            KeySelector<IN1, KEY> keySelector1, KeySelector<IN2, KEY> keySelector2) {
        return keyed(first.keyBy(keySelector1), second.keyBy(keySelector2));
    }

    /** As {@link #keyBy(KeySelector, KeySelector)}, where the key's type is known better than it can be found out. */
    public <KEY> ConnectedStreams<IN1, IN2> keyBy(
            KeySelector<IN1, KEY> keySelector1, KeySelector<IN2, KEY> keySelector2, TypeInformation<KEY> keyType) {
        return keyed(first.keyBy(keySelector1, keyType), second.keyBy(keySelector2, keyType));
    }

    public ConnectedStreams<IN1, IN2> keyBy(int keyPosition1, int keyPosition2) {
        return keyed(first.keyBy(keyPosition1), second.keyBy(keyPosition2));
    }

    public ConnectedStreams<IN1, IN2> keyBy(int[] keyPositions1, int[] keyPositions2) {
        return keyed(first.keyBy(keyPositions1), second.keyBy(keyPositions2));
    }

    public ConnectedStreams<IN1, IN2> keyBy(String field1, String field2) {
        return keyed(first.keyBy(field1), second.keyBy(field2));
    }

    public ConnectedStreams<IN1, IN2> keyBy(String[] fields1, String[] fields2) {
        return keyed(first.keyBy(fields1), second.keyBy(fields2));
    }

    public <R> SingleOutputStreamOperator<R> map(CoMapFunction<IN1, IN2, R> coMapper) {
        return map(coMapper, ResultTypes.of(coMapper, CoMapFunction.class, getType1(), getType2()));
    }

    public <R> SingleOutputStreamOperator<R> map(CoMapFunction<IN1, IN2, R> coMapper, TypeInformation<R> outputType) {
        return operator("Co-Map", new OperatorSpec.CoMap<>(environment.clean(coMapper)), outputType);
    }

    public <R> SingleOutputStreamOperator<R> flatMap(CoFlatMapFunction<IN1, IN2, R> coFlatMapper) {
        return flatMap(coFlatMapper, ResultTypes.of(coFlatMapper, CoFlatMapFunction.class, getType1(), getType2()));
    }

    public <R> SingleOutputStreamOperator<R> flatMap(
            CoFlatMapFunction<IN1, IN2, R> coFlatMapper, TypeInformation<R> outputType) {
        return operator("Co-Flat Map", new OperatorSpec.CoFlatMap<>(environment.clean(coFlatMapper)), outputType);
    }

    public <R> SingleOutputStreamOperator<R> process(CoProcessFunction<IN1, IN2, R> coProcessFunction) {
        return process(
                coProcessFunction, ResultTypes.of(coProcessFunction, CoProcessFunction.class, getType1(), getType2()));
    }

    public <R> SingleOutputStreamOperator<R> process(
            CoProcessFunction<IN1, IN2, R> coProcessFunction, TypeInformation<R> outputType) {
        return operator("Co-Process", new OperatorSpec.CoProcess<>(environment.clean(coProcessFunction)), outputType);
    }

    /** @throws InvalidProgramException if not both streams are keyed, by keys of one type */
    public <K, R> SingleOutputStreamOperator<R> process(KeyedCoProcessFunction<K, IN1, IN2, R> keyedCoProcessFunction) {
        var contract = KeyedCoProcessFunction.class;
        return process(
                keyedCoProcessFunction,
                ResultTypes.of(keyedCoProcessFunction, contract, keyType(), getType1(), getType2()));
    }

    /** @throws InvalidProgramException if not both streams are keyed, by keys of one type */
    public <K, R> SingleOutputStreamOperator<R> process(
            KeyedCoProcessFunction<K, IN1, IN2, R> keyedCoProcessFunction, TypeInformation<R> outputType) {
        keyType();
        var spec = new OperatorSpec.KeyedCoProcess<>(environment.clean(keyedCoProcessFunction));
        return operator("Keyed Co-Process", spec, outputType);
    }

    /** The keys of both streams. */
    private TypeInformation<?> keyType() {
        if (first instanceof KeyedStream<?, ?> keyed1 && second instanceof KeyedStream<?, ?> keyed2) {
            return commonKeyType(keyed1, keyed2);
        }
        throw new InvalidProgramException(
                "A KeyedCoProcessFunction needs both streams keyed: call keyBy() on the connected streams before process().");
    }

    private static TypeInformation<?> commonKeyType(KeyedStream<?, ?> first, KeyedStream<?, ?> second) {
        if (!first.getKeyType().equals(second.getKeyType())) {
            throw new InvalidProgramException("Both streams must have keys of one type, but the first has "
                    + first.getKeyType() + " and the second " + second.getKeyType() + ".");
        }
        return first.getKeyType();
    }

    private ConnectedStreams<IN1, IN2> keyed(KeyedStream<IN1, ?> first, KeyedStream<IN2, ?> second) {
        commonKeyType(first, second);
        return new ConnectedStreams<>(environment, first, second);
    }

    private <R> SingleOutputStreamOperator<R> operator(String name, OperatorSpec spec, TypeInformation<R> outputType) {
        return new SingleOutputStreamOperator<>(
                environment, environment.add(name, spec, List.of(first.input(), second.input()), outputType));
    }
}

package io.weft.api.plan;

import io.weft.api.eventtime.WatermarkStrategy;
import io.weft.api.functions.FilterFunction;
import io.weft.api.functions.FlatMapFunction;
import io.weft.api.functions.MapFunction;
import io.weft.api.functions.ReduceFunction;
import io.weft.api.functions.co.CoFlatMapFunction;
import io.weft.api.functions.co.CoMapFunction;
import io.weft.api.functions.co.CoProcessFunction;
import io.weft.api.functions.co.KeyedCoProcessFunction;
import io.weft.api.functions.process.KeyedProcessFunction;
import io.weft.api.functions.process.ProcessFunction;
import io.weft.api.sink.Sink;
import io.weft.api.sink.SinkFunction;
import io.weft.api.source.Source;
import io.weft.api.source.SourceFunction;
import java.io.Serializable;

/** What an operator does: the user's functions and nothing else. The engine has one running operator for each kind. */
public sealed interface OperatorSpec extends Serializable {

    /** The user's function; null if what the user gave is no function. */
    default Object function() {
        return null;
    }

    /** Reads splits. */
    record FromSource<T>(Source<T, ?, ?> source, WatermarkStrategy<T> watermarks) implements OperatorSpec {}

    /** Runs an older source function. */
    record FromSourceFunction<T>(SourceFunction<T> function) implements OperatorSpec {}

    record Map<I, O>(MapFunction<I, O> function) implements OperatorSpec {}

    record FlatMap<I, O>(FlatMapFunction<I, O> function) implements OperatorSpec {}

    record Filter<T>(FilterFunction<T> function) implements OperatorSpec {}

    @SuppressWarnings("JavaLangClash") // always used as OperatorSpec.Process
    record Process<I, O>(ProcessFunction<I, O> function) implements OperatorSpec {}

    /** The input is keyed. */
    record KeyedProcess<K, I, O>(KeyedProcessFunction<K, I, O> function) implements OperatorSpec {}

    /** Keeps one value a key, emits it after every record. The input is keyed. */
    record KeyedReduce<T>(ReduceFunction<T> function) implements OperatorSpec {}

    /** Keeps one value a key, emits it once, when the input has ended. The input is keyed. */
    record FullWindowReduce<T>(ReduceFunction<T> function) implements OperatorSpec {}

    record CoMap<A, B, O>(CoMapFunction<A, B, O> function) implements OperatorSpec {}

    record CoFlatMap<A, B, O>(CoFlatMapFunction<A, B, O> function) implements OperatorSpec {}

    record CoProcess<A, B, O>(CoProcessFunction<A, B, O> function) implements OperatorSpec {}

    /** Both inputs are keyed. */
    record KeyedCoProcess<K, A, B, O>(KeyedCoProcessFunction<K, A, B, O> function) implements OperatorSpec {}

    /** Sets timestamps and makes watermarks in the middle of a program. */
    record AssignTimestamps<T>(WatermarkStrategy<T> watermarks) implements OperatorSpec {}

    record ToSink<T>(Sink<T> sink) implements OperatorSpec {}

    /** Runs an older sink function. */
    record ToSinkFunction<T>(SinkFunction<T> function) implements OperatorSpec {}
}

package io.weft.api.datastream;

import io.weft.api.config.ExecutionConfig;
import io.weft.api.eventtime.WatermarkStrategy;
import io.weft.api.fs.FileSystem.WriteMode;
import io.weft.api.fs.Path;
import io.weft.api.functions.FilterFunction;
import io.weft.api.functions.FlatMapFunction;
import io.weft.api.functions.KeySelector;
import io.weft.api.functions.MapFunction;
import io.weft.api.functions.Partitioner;
import io.weft.api.functions.process.ProcessFunction;
import io.weft.api.plan.OperatorSpec;
import io.weft.api.plan.Partitioning;
import io.weft.api.plan.StreamEdge;
import io.weft.api.plan.StreamNode;
import io.weft.api.sink.PrintSinkFunction;
import io.weft.api.sink.Sink;
import io.weft.api.sink.SinkFunction;
import io.weft.api.tuple.Tuple;
import io.weft.api.types.TypeInformation;
import io.weft.api.types.field.FieldAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A stream of records of one type. Operators on it make new streams; the stream itself never changes. Nothing runs before
 * {@link StreamExecutionEnvironment#execute()}.
 *
 * @param <T> the records
 */
public class DataStream<T> {

    private final StreamExecutionEnvironment environment;
    private final List<StreamEdge> edges;
    /** The type that the streams of a union have in common; null elsewhere, where {@code returns} may still change it. */
    private final TypeInformation<T> type;

    /** @param edges where the records come from; their type is that of the first */
    DataStream(StreamExecutionEnvironment environment, List<StreamEdge> edges) {
        this(environment, edges, null);
    }

    private DataStream(StreamExecutionEnvironment environment, List<StreamEdge> edges, TypeInformation<T> type) {
        this.environment = environment;
        this.edges = List.copyOf(edges);
        this.type = type;
    }

    /** The number of the operator that makes the records, unique in the environment. */
    public int getId() {
        return producer().id();
    }

    /** The parallelism of the operator that makes the records. */
    public int getParallelism() {
        return environment.parallelismOf(producer());
    }

    /** The type of the records. */
    @SuppressWarnings("unchecked") // the edge was made for a stream of T
    public TypeInformation<T> getType() {
        if (type != null) {
            return type;
        }
        StreamEdge edge = edges.get(0);
        return (TypeInformation<T>)
                (edge.tag() == null ? edge.source().outputType() : edge.tag().getTypeInfo());
    }

    public StreamExecutionEnvironment getExecutionEnvironment() {
        return environment;
    }

    public ExecutionConfig getExecutionConfig() {
        return environment.getConfig();
    }

    /** All records of this stream and the others, in no certain order between streams. */
    @SafeVarargs
    public final DataStream<T> union(DataStream<T>... streams) {
        List<StreamEdge> all = new ArrayList<>(edges);
        TypeInformation<T> type = getType();
        for (DataStream<T> stream : streams) {
            type = ResultTypes.common(type, stream.getType());
            all.addAll(stream.edges);
        }
        return new DataStream<>(environment, all, type);
    }

    /** Both streams as the two inputs of one operator. */
    public <R> ConnectedStreams<T, R> connect(DataStream<R> dataStream) {
        return new ConnectedStreams<>(environment, this, dataStream);
    }

    /** The stream split by key: records of one key meet in one subtask. */
    public <K> KeyedStream<T, K> keyBy(KeySelector<T, K> key) {
        return new KeyedStream<>(this, environment.clean(key), ResultTypes.ofKey(key, getType()));
    }

    /** As {@link #keyBy(KeySelector)}, where the key's type is known better than it can be found out. */
    public <K> KeyedStream<T, K> keyBy(KeySelector<T, K> key, TypeInformation<K> keyType) {
        return new KeyedStream<>(this, environment.clean(key), keyType);
    }

    /** Keyed by tuple fields; the key is a tuple of them. */
    public KeyedStream<T, Tuple> keyBy(int... fields) {
        return keyBy(FieldTuple.of(getType(), fields));
    }

    /** Keyed by named fields, such as {@code "user.id"}; the key is a tuple of them. */
    public KeyedStream<T, Tuple> keyBy(String... fields) {
        return keyBy(FieldTuple.of(getType(), fields));
    }

    /** Each record goes to the subtask that {@code partitioner} chooses for its key. */
    public <K> DataStream<T> partitionCustom(Partitioner<K> partitioner, KeySelector<T, K> keySelector) {
        return partitioned(new Partitioning.Custom(environment.clean(partitioner), environment.clean(keySelector)));
    }

    /** Each record goes to the subtask that {@code partitioner} chooses for the tuple field. */
    public <K> DataStream<T> partitionCustom(Partitioner<K> partitioner, int field) {
        return partitionCustom(partitioner, Integer.toString(field));
    }

    /** Each record goes to the subtask that {@code partitioner} chooses for the named field. */
    public <K> DataStream<T> partitionCustom(Partitioner<K> partitioner, String field) {
        FieldAccessor<T, K> accessor = FieldAccessor.of(getType(), field);
        return partitionCustom(partitioner, accessor::get);
    }

    /** Each record goes to every subtask. */
    public DataStream<T> broadcast() {
        return partitioned(new Partitioning.Broadcast());
    }

    /** Each record goes to a random subtask. */
    public DataStream<T> shuffle() {
        return partitioned(new Partitioning.Shuffle());
    }

    /** Each record stays with its subtask's number; both operators must have one parallelism. */
    public DataStream<T> forward() {
        return partitioned(new Partitioning.Forward());
    }

    /** Records go to all subtasks in turn. */
    public DataStream<T> rebalance() {
        return partitioned(new Partitioning.Rebalance());
    }

    /** Records go in turn to the few subtasks that belong to their own. */
    public DataStream<T> rescale() {
        return partitioned(new Partitioning.Rescale());
    }

    /** Each record goes to the first subtask. */
    public DataStream<T> global() {
        return partitioned(new Partitioning.Global());
    }

    public <R> SingleOutputStreamOperator<R> map(MapFunction<T, R> mapper) {
        return map(mapper, ResultTypes.of(mapper, MapFunction.class, getType()));
    }

    public <R> SingleOutputStreamOperator<R> map(MapFunction<T, R> mapper, TypeInformation<R> outputType) {
        return operator("Map", new OperatorSpec.Map<>(environment.clean(mapper)), outputType);
    }

    public <R> SingleOutputStreamOperator<R> flatMap(FlatMapFunction<T, R> flatMapper) {
        return flatMap(flatMapper, ResultTypes.of(flatMapper, FlatMapFunction.class, getType()));
    }

    public <R> SingleOutputStreamOperator<R> flatMap(FlatMapFunction<T, R> flatMapper, TypeInformation<R> outputType) {
        return operator("Flat Map", new OperatorSpec.FlatMap<>(environment.clean(flatMapper)), outputType);
    }

    public <R> SingleOutputStreamOperator<R> process(ProcessFunction<T, R> processFunction) {
        return process(processFunction, ResultTypes.of(processFunction, ProcessFunction.class, getType()));
    }

    public <R> SingleOutputStreamOperator<R> process(
            ProcessFunction<T, R> processFunction, TypeInformation<R> outputType) {
        return operator("Process", new OperatorSpec.Process<>(environment.clean(processFunction)), outputType);
    }

    public SingleOutputStreamOperator<T> filter(FilterFunction<T> filter) {
        return operator("Filter", new OperatorSpec.Filter<>(environment.clean(filter)), getType());
    }

    /** Keeps only the given fields of a tuple, in the given order. */
    @SuppressWarnings("unchecked") // the caller knows how many fields there are, and of which types
    public <R extends Tuple> SingleOutputStreamOperator<R> project(int... fieldIndexes) {
        FieldTuple<T> projection = FieldTuple.of(getType(), fieldIndexes);
        var type = (TypeInformation<R>) projection.tupleType();
        return operator("Projection", new OperatorSpec.Map<>(projection), type);
    }

    /** Gives records timestamps and the stream watermarks. */
    public SingleOutputStreamOperator<T> assignTimestampsAndWatermarks(WatermarkStrategy<T> watermarkStrategy) {
        var spec = new OperatorSpec.AssignTimestamps<>(environment.clean(watermarkStrategy));
        return operator("Timestamps/Watermarks", spec, getType());
    }

    /** Prints each record as a line to the standard output of the process that the sink runs in. */
    public DataStreamSink<T> print() {
        return addSink(new PrintSinkFunction<>()).name("Print to Std. Out");
    }

    /** Prints each record as a line to the standard error stream of the process that the sink runs in. */
    public DataStreamSink<T> printToErr() {
        return addSink(new PrintSinkFunction<>(true)).name("Print to Std. Err");
    }

    /** As {@link #print()}, each line beginning with {@code sinkIdentifier}. */
    public DataStreamSink<T> print(String sinkIdentifier) {
        return addSink(new PrintSinkFunction<>(sinkIdentifier, false)).name("Print to Std. Out");
    }

    /** As {@link #printToErr()}, each line beginning with {@code sinkIdentifier}. */
    public DataStreamSink<T> printToErr(String sinkIdentifier) {
        return addSink(new PrintSinkFunction<>(sinkIdentifier, true)).name("Print to Std. Err");
    }

    /** Writes each record as a line to a new file, or to new files in a directory if the sink is parallel. */
    public DataStreamSink<T> writeAsText(String path) {
        return writeAsText(path, WriteMode.NO_OVERWRITE);
    }

    /** Writes each record as a line to a file, or to files {@code 1}, {@code 2}, ... in a directory if the sink is parallel. */
    public DataStreamSink<T> writeAsText(String path, WriteMode writeMode) {
        return sinkTo(environment.textFiles().<T>toLines(new Path(path), writeMode))
                .name("Text File: " + path);
    }

    public DataStreamSink<T> addSink(SinkFunction<T> sinkFunction) {
        return sink(new OperatorSpec.ToSinkFunction<>(environment.clean(sinkFunction)));
    }

    public DataStreamSink<T> sinkTo(Sink<T> sink) {
        return sink(new OperatorSpec.ToSink<>(environment.clean(sink)));
    }

    private KeyedStream<T, Tuple> keyBy(FieldTuple<T> key) {
        return new KeyedStream<>(this, environment.clean(key), key.tupleType());
    }

    List<StreamEdge> edges() {
        return edges;
    }

    /** This stream as the input of an operator. */
    StreamNode.Input input() {
        return new StreamNode.Input(edges, getType(), null, null);
    }

    /** The same records, spread otherwise; what was said before about spreading them no longer holds. */
    List<StreamEdge> edgesWith(Partitioning partitioning) {
        return edges.stream()
                .map(edge -> new StreamEdge(edge.source(), edge.tag(), partitioning))
                .toList();
    }

    <R> SingleOutputStreamOperator<R> operator(String name, OperatorSpec spec, TypeInformation<R> outputType) {
        Objects.requireNonNull(outputType, "outputType");
        return new SingleOutputStreamOperator<>(environment, environment.add(name, spec, List.of(input()), outputType));
    }

    private DataStream<T> partitioned(Partitioning partitioning) {
        return new DataStream<>(environment, edgesWith(partitioning), type);
    }

    private DataStreamSink<T> sink(OperatorSpec spec) {
        return new DataStreamSink<>(environment.add("Sink", spec, List.of(input()), null));
    }

    private StreamNode producer() {
        return edges.get(0).source();
    }
}

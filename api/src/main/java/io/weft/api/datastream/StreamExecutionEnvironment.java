package io.weft.api.datastream;

import io.weft.api.checkpoint.CheckpointConfig;
import io.weft.api.config.CheckpointingOptions;
import io.weft.api.config.Configuration;
import io.weft.api.config.CoreOptions;
import io.weft.api.config.ExecutionConfig;
import io.weft.api.config.ExecutionOptions;
import io.weft.api.config.KnownOptions;
import io.weft.api.config.PipelineOptions;
import io.weft.api.config.ReadableConfig;
import io.weft.api.config.RestartStrategies;
import io.weft.api.eventtime.WatermarkStrategy;
import io.weft.api.execution.CheckpointingMode;
import io.weft.api.execution.JobClient;
import io.weft.api.execution.JobExecutionResult;
import io.weft.api.fs.Path;
import io.weft.api.plan.InvalidProgramException;
import io.weft.api.plan.OperatorSpec;
import io.weft.api.plan.PipelineExecutor;
import io.weft.api.plan.PlanJson;
import io.weft.api.plan.StreamGraph;
import io.weft.api.plan.StreamNode;
import io.weft.api.source.ParallelSourceFunction;
import io.weft.api.source.Source;
import io.weft.api.source.SourceFunction;
import io.weft.api.source.lib.DataGeneratorSource;
import io.weft.api.source.lib.ElementsGenerator;
import io.weft.api.source.lib.FromIteratorFunction;
import io.weft.api.source.lib.NumberSequenceSource;
import io.weft.api.source.lib.SocketTextStreamFunction;
import io.weft.api.state.backend.StateBackend;
import io.weft.api.types.PojoTypeInfo;
import io.weft.api.types.TypeInformation;
import io.weft.api.types.Types;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;

/**
 * Where a program begins and from where it is run. It holds the settings and collects the operators; {@link #execute()} sends them off.
 * Not safe for several threads.
 */
public class StreamExecutionEnvironment {

    private static final String DEFAULT_JOB_NAME = "Weft Streaming Job";

    private final PipelineExecutor executor;
    private final ClassLoader userCode;
    private final Configuration configuration;
    private final ExecutionConfig config;
    private final CheckpointConfig checkpointConfig;
    private final List<StreamNode> nodes = new ArrayList<>();
    private StateBackend stateBackend;
    private int lastNodeId;

    /** @param configuration is copied */
    StreamExecutionEnvironment(PipelineExecutor executor, ClassLoader userCode, Configuration configuration) {
        this.executor = executor;
        this.userCode = userCode;
        this.configuration = new Configuration(configuration);
        this.config = new ExecutionConfig(this.configuration);
        this.checkpointConfig = new CheckpointConfig(this.configuration);
    }

    /** The environment the program was started in: a cluster's if it was submitted to one, else this JVM. */
    public static StreamExecutionEnvironment getExecutionEnvironment() {
        return getExecutionEnvironment(new Configuration());
    }

    /** As {@link #getExecutionEnvironment()}, with settings over those of whoever started the program. */
    public static StreamExecutionEnvironment getExecutionEnvironment(Configuration configuration) {
        return ContextEnvironment.current()
                .map(context -> context.newEnvironment(configuration))
                .orElseGet(() -> createLocalEnvironment(configuration));
    }

    /** Runs the program in this JVM, with as many subtasks an operator as there are processors. */
    public static LocalStreamEnvironment createLocalEnvironment() {
        return createLocalEnvironment(new Configuration());
    }

    /** Runs the program in this JVM. */
    public static LocalStreamEnvironment createLocalEnvironment(int parallelism) {
        return createLocalEnvironment(parallelism, new Configuration());
    }

    /** Runs the program in this JVM. */
    public static LocalStreamEnvironment createLocalEnvironment(int parallelism, Configuration configuration) {
        LocalStreamEnvironment environment = createLocalEnvironment(configuration);
        environment.setParallelism(parallelism);
        return environment;
    }

    /** Runs the program in this JVM. */
    public static LocalStreamEnvironment createLocalEnvironment(Configuration configuration) {
        return new LocalStreamEnvironment(configuration);
    }

    /** The settings; changes take effect with the next {@link #execute()}. */
    public ExecutionConfig getConfig() {
        return config;
    }

    /** A copy of all settings. */
    public ReadableConfig getConfiguration() {
        return new Configuration(configuration);
    }

    /** As {@link ExecutionConfig#registerPojoType} for a POJO or record, else as {@link ExecutionConfig#registerKryoType}. */
    public void registerType(Class<?> type) {
        if (TypeInformation.of(type) instanceof PojoTypeInfo<?>) {
            config.registerPojoType(type);
        } else {
            config.registerKryoType(type);
        }
    }

    /** As {@link ExecutionConfig#registerTypeWithKryoSerializer}. */
    public void registerTypeWithKryoSerializer(Class<?> type, Class<?> serializerClass) {
        config.registerTypeWithKryoSerializer(type, serializerClass);
    }

    /** As {@link ExecutionConfig#addDefaultKryoSerializer}. */
    public void addDefaultKryoSerializer(Class<?> type, Class<?> serializerClass) {
        config.addDefaultKryoSerializer(type, serializerClass);
    }

    /** Takes the settings that {@code configuration} has, over those here. */
    public void configure(ReadableConfig configuration) {
        if (configuration instanceof Configuration other) {
            this.configuration.addAll(other);
        } else {
            KnownOptions.all().forEach(option -> this.configuration.setFrom(configuration, option));
        }
    }

    /** The number of subtasks of operators that set none themselves. */
    public StreamExecutionEnvironment setParallelism(int parallelism) {
        StreamNode.checkParallelism(parallelism);
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        return this;
    }

    public int getParallelism() {
        return configuration.get(CoreOptions.DEFAULT_PARALLELISM);
    }

    /** The highest parallelism to which operators can ever be rescaled, 1 to 32768. */
    public StreamExecutionEnvironment setMaxParallelism(int maxParallelism) {
        StreamNode.checkMaxParallelism(maxParallelism);
        configuration.set(PipelineOptions.MAX_PARALLELISM, maxParallelism);
        return this;
    }

    public int getMaxParallelism() {
        return configuration.get(PipelineOptions.MAX_PARALLELISM);
    }

    /** @param timeoutMillis how long a record may wait in a partly filled batch; 0 sends each at once, -1 only full batches */
    public StreamExecutionEnvironment setBufferTimeout(long timeoutMillis) {
        if (timeoutMillis < -1) {
            throw new IllegalArgumentException(
                    "A buffer timeout is 0 ms or more, or -1 for none, not " + timeoutMillis + ".");
        }
        configuration.set(ExecutionOptions.BUFFER_TIMEOUT_ENABLED, timeoutMillis >= 0);
        if (timeoutMillis >= 0) {
            configuration.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(timeoutMillis));
        }
        return this;
    }

    /** Milliseconds, or -1 if only full batches are sent. */
    public long getBufferTimeout() {
        return configuration.get(ExecutionOptions.BUFFER_TIMEOUT_ENABLED)
                ? configuration.get(ExecutionOptions.BUFFER_TIMEOUT).toMillis()
                : -1;
    }

    /** Every operator gets tasks of its own. */
    public StreamExecutionEnvironment disableOperatorChaining() {
        configuration.set(PipelineOptions.OPERATOR_CHAINING, false);
        return this;
    }

    public boolean isChainingEnabled() {
        return configuration.get(PipelineOptions.OPERATOR_CHAINING);
    }

    /** What happens when a task fails. */
    public void setRestartStrategy(RestartStrategies.RestartStrategyConfiguration restartStrategy) {
        config.setRestartStrategy(restartStrategy);
    }

    /** As {@link ExecutionConfig#setNumberOfExecutionRetries}. */
    public void setNumberOfExecutionRetries(int numberOfExecutionRetries) {
        config.setNumberOfExecutionRetries(numberOfExecutionRetries);
    }

    /** As {@link ExecutionConfig#getNumberOfExecutionRetries}. */
    public int getNumberOfExecutionRetries() {
        return config.getNumberOfExecutionRetries();
    }

    /** The checkpoint settings; changes take effect with the next {@link #execute()}. */
    public CheckpointConfig getCheckpointConfig() {
        return checkpointConfig;
    }

    /** @param interval how often a checkpoint is begun, in ms, 10 or more */
    public StreamExecutionEnvironment enableCheckpointing(long interval) {
        checkpointConfig.setCheckpointInterval(interval);
        return this;
    }

    /** @param interval how often a checkpoint is begun, in ms, 10 or more */
    public StreamExecutionEnvironment enableCheckpointing(long interval, CheckpointingMode mode) {
        checkpointConfig.setCheckpointingMode(mode);
        return enableCheckpointing(interval);
    }

    /**
     * As {@link #enableCheckpointing(long, CheckpointingMode)}.
     *
     * @param force without effect: nothing forbids checkpoints
     */
    public StreamExecutionEnvironment enableCheckpointing(long interval, CheckpointingMode mode, boolean force) {
        return enableCheckpointing(interval, mode);
    }

    /** A checkpoint is begun every 500 ms. */
    public StreamExecutionEnvironment enableCheckpointing() {
        return enableCheckpointing(500);
    }

    /** How often a checkpoint is begun, in ms, or -1 if none are made. */
    public long getCheckpointInterval() {
        return checkpointConfig.getCheckpointInterval();
    }

    public CheckpointingMode getCheckpointingMode() {
        return checkpointConfig.getCheckpointingMode();
    }

    /** The same as {@link #getCheckpointingMode()}. */
    public CheckpointingMode getCheckpointingConsistencyMode() {
        return checkpointConfig.getCheckpointingMode();
    }

    public boolean isUnalignedCheckpointsEnabled() {
        return checkpointConfig.isUnalignedCheckpointsEnabled();
    }

    /** Where the running job keeps its state. */
    public StreamExecutionEnvironment setStateBackend(StateBackend backend) {
        backend.writeTo(configuration);
        stateBackend = backend;
        return this;
    }

    /** The backend that was set here, or null if that is left to the other settings. */
    public StateBackend getStateBackend() {
        return stateBackend;
    }

    /** Where savepoints go for which no directory is named. */
    public StreamExecutionEnvironment setDefaultSavepointDirectory(String savepointDirectory) {
        return setDefaultSavepointDirectory(new Path(savepointDirectory));
    }

    /** Where savepoints go for which no directory is named. */
    public StreamExecutionEnvironment setDefaultSavepointDirectory(URI savepointDirectory) {
        return setDefaultSavepointDirectory(new Path(savepointDirectory));
    }

    /** Where savepoints go for which no directory is named. */
    public StreamExecutionEnvironment setDefaultSavepointDirectory(Path savepointDirectory) {
        configuration.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, savepointDirectory.toString());
        return this;
    }

    /** Where savepoints go for which no directory is named, or null. */
    public Path getDefaultSavepointDirectory() {
        return configuration
                .getOptional(CheckpointingOptions.SAVEPOINT_DIRECTORY)
                .map(Path::new)
                .orElse(null);
    }

    /** A stream of the given elements, which share a class. It runs once. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public final <OUT> DataStreamSource<OUT> fromData(OUT... data) {
        return fromData(Arrays.asList(data));
    }

    /** A stream of the given elements. It runs once. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public final <OUT> DataStreamSource<OUT> fromData(TypeInformation<OUT> typeInfo, OUT... data) {
        return fromData(Arrays.asList(data), typeInfo);
    }

    /** A stream of the given elements, which have the class or are of its subclasses. It runs once. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public final <OUT> DataStreamSource<OUT> fromData(Class<OUT> type, OUT... data) {
        return fromData(Arrays.asList(data), TypeInformation.of(type));
    }

    /** A stream of the given elements, of which there must be one at least. It runs once. */
    public <OUT> DataStreamSource<OUT> fromData(Collection<OUT> data) {
        return fromData(data, ResultTypes.ofElements(data));
    }

    /** A stream of the given elements. It runs once. */
    public <OUT> DataStreamSource<OUT> fromData(Collection<OUT> data, TypeInformation<OUT> typeInfo) {
        ElementsGenerator<OUT> elements = new ElementsGenerator<>(data, typeInfo, config.getSerializerConfig());
        var source = new DataGeneratorSource<>(elements, elements.count(), typeInfo);
        return nonParallel(fromSource(source, WatermarkStrategy.noWatermarks(), "Collection Source"));
    }

    /** As {@link #fromData(Object[])}. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public final <OUT> DataStreamSource<OUT> fromElements(OUT... data) {
        return fromData(Arrays.asList(data));
    }

    /** As {@link #fromData(Class, Object[])}. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public final <OUT> DataStreamSource<OUT> fromElements(Class<OUT> type, OUT... data) {
        return fromData(Arrays.asList(data), TypeInformation.of(type));
    }

    /** As {@link #fromData(Collection)}. */
    public <OUT> DataStreamSource<OUT> fromCollection(Collection<OUT> data) {
        return fromData(data);
    }

    /** As {@link #fromData(Collection, TypeInformation)}. */
    public <OUT> DataStreamSource<OUT> fromCollection(Collection<OUT> data, TypeInformation<OUT> typeInfo) {
        return fromData(data, typeInfo);
    }

    /** A stream of what an iterator gives, which must be serializable. It runs once. */
    public <OUT> DataStreamSource<OUT> fromCollection(Iterator<OUT> data, Class<OUT> type) {
        return fromCollection(data, TypeInformation.of(type));
    }

    /** A stream of what an iterator gives, which must be serializable. It runs once. */
    public <OUT> DataStreamSource<OUT> fromCollection(Iterator<OUT> data, TypeInformation<OUT> typeInfo) {
        return addSource(new FromIteratorFunction<>(data), "Collection Source", typeInfo);
    }

    /** The numbers from {@code from} to {@code to}, both included. Each subtask makes a part of them, in order. */
    public DataStreamSource<Long> fromSequence(long from, long to) {
        return fromSource(
                new NumberSequenceSource(from, to), WatermarkStrategy.noWatermarks(), "Sequence Source", Types.LONG);
    }

    /** As {@link #fromSequence}. */
    public DataStreamSource<Long> generateSequence(long from, long to) {
        return fromSequence(from, to);
    }

    /** The lines of a text file in UTF-8, or of all files in a directory and those below it. */
    public DataStreamSource<String> readTextFile(String filePath) {
        return readTextFile(filePath, "UTF-8");
    }

    /** The lines of a text file, or of all files in a directory and those below it. */
    public DataStreamSource<String> readTextFile(String filePath, String charsetName) {
        Source<String, ?, ?> lines = textFiles().lines(new Path(filePath), charsetName);
        return fromSource(lines, WatermarkStrategy.noWatermarks(), "Text File: " + filePath, Types.STRING);
    }

    /** The lines that a server sends over a socket, until it closes it. It runs once. */
    public DataStreamSource<String> socketTextStream(String hostname, int port) {
        return socketTextStream(hostname, port, "\n");
    }

    /** The texts that a server sends over a socket, until it closes it. It runs once. */
    public DataStreamSource<String> socketTextStream(String hostname, int port, String delimiter) {
        return socketTextStream(hostname, port, delimiter, 0);
    }

    /**
     * The texts that a server sends over a socket. It runs once.
     *
     * @param maxRetry how often to connect anew, one second apart, when the server has closed the socket; -1 for ever
     */
    public DataStreamSource<String> socketTextStream(String hostname, int port, String delimiter, long maxRetry) {
        return addSource(
                new SocketTextStreamFunction(hostname, port, delimiter, maxRetry), "Socket Stream", Types.STRING);
    }

    public <OUT> DataStreamSource<OUT> addSource(SourceFunction<OUT> function) {
        return addSource(function, "Custom Source");
    }

    public <OUT> DataStreamSource<OUT> addSource(SourceFunction<OUT> function, String sourceName) {
        return addSource(function, sourceName, ResultTypes.of(function, SourceFunction.class));
    }

    public <OUT> DataStreamSource<OUT> addSource(SourceFunction<OUT> function, TypeInformation<OUT> typeInfo) {
        return addSource(function, "Custom Source", typeInfo);
    }

    /** Runs once unless the function is a {@link ParallelSourceFunction}. */
    public <OUT> DataStreamSource<OUT> addSource(
            SourceFunction<OUT> function, String sourceName, TypeInformation<OUT> typeInfo) {
        DataStreamSource<OUT> source =
                source(sourceName, new OperatorSpec.FromSourceFunction<>(clean(function)), typeInfo);
        return function instanceof ParallelSourceFunction ? source : nonParallel(source);
    }

    public <OUT> DataStreamSource<OUT> fromSource(
            Source<OUT, ?, ?> source, WatermarkStrategy<OUT> timestampsAndWatermarks, String sourceName) {
        return fromSource(source, timestampsAndWatermarks, sourceName, ResultTypes.of(source, Source.class));
    }

    public <OUT> DataStreamSource<OUT> fromSource(
            Source<OUT, ?, ?> source,
            WatermarkStrategy<OUT> timestampsAndWatermarks,
            String sourceName,
            TypeInformation<OUT> typeInfo) {
        return source(
                sourceName, new OperatorSpec.FromSource<>(clean(source), clean(timestampsAndWatermarks)), typeInfo);
    }

    /** Runs the program and waits for its end. */
    public JobExecutionResult execute() throws Exception {
        return execute(configuration.get(PipelineOptions.NAME, DEFAULT_JOB_NAME));
    }

    /**
     * Runs the program and waits for its end. Afterwards the environment can take another program.
     *
     * @throws io.weft.api.execution.JobExecutionException if the job fails or is cancelled
     * @throws Exception if the job is not accepted
     */
    public JobExecutionResult execute(String jobName) throws Exception {
        try {
            return executeAsync(jobName).getJobExecutionResult().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** Runs the program and returns as soon as it is accepted. */
    public JobClient executeAsync() throws Exception {
        return executeAsync(configuration.get(PipelineOptions.NAME, DEFAULT_JOB_NAME));
    }

    /** Runs the program and returns as soon as it is accepted. Afterwards the environment can take another program. */
    public JobClient executeAsync(String jobName) throws Exception {
        StreamGraph graph = graph(jobName);
        JobClient client = executor.execute(graph, userCode);
        nodes.clear();
        return client;
    }

    /** The program so far as JSON: its operators with their parallelism, and how records get from one to the next. */
    public String getExecutionPlan() {
        return PlanJson.of(getStreamGraph());
    }

    /** The program so far. */
    public StreamGraph getStreamGraph() {
        return graph(configuration.get(PipelineOptions.NAME, DEFAULT_JOB_NAME));
    }

    /**
     * Checks that a function can be sent to the containers, and gives it back.
     *
     * @throws InvalidProgramException naming what in it is not serializable
     */
    public <F> F clean(F f) {
        SerializabilityCheck.check(Objects.requireNonNull(f, "function"));
        return f;
    }

    StreamNode add(String name, OperatorSpec spec, List<StreamNode.Input> inputs, TypeInformation<?> outputType) {
        StreamNode node = new StreamNode(++lastNodeId, name, spec, inputs, outputType);
        nodes.add(node);
        return node;
    }

    int parallelismOf(StreamNode node) {
        return node.parallelism() == StreamNode.UNSET ? getParallelism() : node.parallelism();
    }

    TextFiles textFiles() {
        return Services.load(
                TextFiles.class,
                TextFiles.class.getClassLoader(),
                "Text files need Weft's file connector (weft-connector-files) on the class path.");
    }

    private <OUT> DataStreamSource<OUT> source(String name, OperatorSpec spec, TypeInformation<OUT> typeInfo) {
        Objects.requireNonNull(typeInfo, "typeInfo");
        return new DataStreamSource<>(this, add(name, spec, List.of(), typeInfo));
    }

    private static <OUT> DataStreamSource<OUT> nonParallel(DataStreamSource<OUT> source) {
        source.forceNonParallel();
        return source;
    }

    private StreamGraph graph(String jobName) {
        if (nodes.isEmpty()) {
            throw new IllegalStateException(
                    "There is nothing to run: the program has no operators since the last execute().");
        }
        if (config.hasGenericTypesDisabled()) {
            nodes.stream()
                    .filter(node -> node.outputType() != null)
                    .forEach(node -> node.outputType().createSerializer(config.getSerializerConfig()));
        }
        return StreamGraph.of(jobName, nodes, new Configuration(configuration));
    }
}

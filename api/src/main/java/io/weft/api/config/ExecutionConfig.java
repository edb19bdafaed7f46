package io.weft.api.config;

import static io.weft.api.config.PipelineOptions.AUTO_WATERMARK_INTERVAL;
import static io.weft.api.config.PipelineOptions.GLOBAL_JOB_PARAMETERS;
import static io.weft.api.config.PipelineOptions.MAX_PARALLELISM;
import static io.weft.api.config.PipelineOptions.OBJECT_REUSE;
import static io.weft.api.config.RestartStrategyOptions.RESTART_STRATEGY;
import static io.weft.api.config.RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS;
import static io.weft.api.config.RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;

/** A job's settings by name: a view of its {@link Configuration}, in which every change is made. Not safe for several threads. */
public class ExecutionConfig implements Serializable {

    /** Asks for the parallelism of the configuration. */
    public static final int PARALLELISM_DEFAULT = -1;

    private final Configuration configuration;

    public ExecutionConfig() {
        this(new Configuration());
    }

    /** @param configuration is changed by the setters */
    public ExecutionConfig(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Milliseconds between periodic watermarks; 0 for none. */
    public long getAutoWatermarkInterval() {
        return configuration.get(AUTO_WATERMARK_INTERVAL).toMillis();
    }

    public ExecutionConfig setAutoWatermarkInterval(long intervalMs) {
        if (intervalMs < 0) {
            throw new IllegalArgumentException("The watermark interval is 0 ms or more, not " + intervalMs + ".");
        }
        configuration.set(AUTO_WATERMARK_INTERVAL, Duration.ofMillis(intervalMs));
        return this;
    }

    /** The highest parallelism to which state can be rescaled, or -1 if it is derived. */
    public int getMaxParallelism() {
        return configuration.get(MAX_PARALLELISM);
    }

    public ExecutionConfig enableObjectReuse() {
        configuration.set(OBJECT_REUSE, true);
        return this;
    }

    public ExecutionConfig disableObjectReuse() {
        configuration.set(OBJECT_REUSE, false);
        return this;
    }

    public boolean isObjectReuseEnabled() {
        return configuration.get(OBJECT_REUSE);
    }

    /** Parameters that every function sees. */
    public GlobalJobParameters getGlobalJobParameters() {
        return Configuration.fromMap(configuration.get(GLOBAL_JOB_PARAMETERS, Map.of()));
    }

    public void setGlobalJobParameters(GlobalJobParameters globalJobParameters) {
        configuration.set(GLOBAL_JOB_PARAMETERS, globalJobParameters.toMap());
    }

    /** How values are serialized, as far as their types leave it open: a view, through which it can be changed. */
    public SerializerConfig getSerializerConfig() {
        return new SerializerConfigImpl(configuration);
    }

    /** As {@link SerializerConfig#addDefaultKryoSerializer}. */
    public void addDefaultKryoSerializer(Class<?> type, Class<?> serializerClass) {
        getSerializerConfig().addDefaultKryoSerializer(type, serializerClass);
    }

    /** As {@link SerializerConfig#registerTypeWithKryoSerializer}. */
    public void registerTypeWithKryoSerializer(Class<?> type, Class<?> serializerClass) {
        getSerializerConfig().registerTypeWithKryoSerializer(type, serializerClass);
    }

    /** As {@link SerializerConfig#registerPojoType}. */
    public void registerPojoType(Class<?> type) {
        getSerializerConfig().registerPojoType(type);
    }

    /** As {@link SerializerConfig#registerKryoType}. */
    public void registerKryoType(Class<?> type) {
        getSerializerConfig().registerKryoType(type);
    }

    /** Has Kryo serialize POJOs and records too. */
    public void enableForceKryo() {
        getSerializerConfig().setForceKryo(true);
    }

    public void disableForceKryo() {
        getSerializerConfig().setForceKryo(false);
    }

    public boolean isForceKryoEnabled() {
        return getSerializerConfig().isForceKryoEnabled();
    }

    public void enableGenericTypes() {
        getSerializerConfig().setGenericTypes(true);
    }

    /** Has a program refused in which a type is left to Kryo. */
    public void disableGenericTypes() {
        getSerializerConfig().setGenericTypes(false);
    }

    public boolean hasGenericTypesDisabled() {
        return getSerializerConfig().hasGenericTypesDisabled();
    }

    /** What happens when a task fails. */
    public void setRestartStrategy(RestartStrategies.RestartStrategyConfiguration restartStrategy) {
        restartStrategy.writeTo(configuration);
    }

    /**
     * Older programs set so how often the job is restarted before it fails: 0 never, -1 leaves it to the cluster's settings. Newer ones
     * use {@link RestartStrategies#fixedDelayRestart(int, Duration)}.
     */
    public ExecutionConfig setNumberOfExecutionRetries(int numberOfExecutionRetries) {
        if (numberOfExecutionRetries == -1) {
            configuration.removeConfig(RESTART_STRATEGY);
            configuration.removeConfig(RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS);
            return this;
        }
        configuration.set(RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, numberOfExecutionRetries);
        configuration.set(RESTART_STRATEGY, "fixed-delay");
        return this;
    }

    /** How often the job is restarted before it fails, or -1 if that is not said. */
    public int getNumberOfExecutionRetries() {
        return configuration.getOptional(RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS).orElse(-1);
    }

    /** How long to wait before a restart, in ms. */
    public ExecutionConfig setExecutionRetryDelay(long executionRetryDelay) {
        configuration.set(RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(executionRetryDelay));
        return this;
    }

    /** How long to wait before a restart, in ms. */
    public long getExecutionRetryDelay() {
        return configuration.get(RESTART_STRATEGY_FIXED_DELAY_DELAY).toMillis();
    }

    public Configuration toConfiguration() {
        return new Configuration(configuration);
    }

    /** Parameters that a program shows to its functions. */
    public static class GlobalJobParameters implements Serializable {

        /** The parameters by name. */
        public Map<String, String> toMap() {
            return Map.of();
        }
    }
}

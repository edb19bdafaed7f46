package io.weft.api.config;

import static io.weft.api.config.ConfigOptions.key;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Options of a job's program. */
public final class PipelineOptions {

    public static final ConfigOption<String> NAME = key("pipeline.name")
            .stringType()
            .noDefaultValue()
            .withDescription("The job's name where the program gives none.");

    public static final ConfigOption<Integer> MAX_PARALLELISM = key("pipeline.max-parallelism")
            .intType()
            .where(
                    "a whole number from 1 to 32768, or -1",
                    subtasks -> subtasks == -1 || (subtasks >= 1 && subtasks <= 32_768))
            .defaultValue(-1)
            .withDescription(
                    "The highest parallelism to which operators with state can ever be rescaled, 1 to 32768; -1 derives it from"
                            + " the parallelism.");

    public static final ConfigOption<Boolean> OBJECT_REUSE = key("pipeline.object-reuse")
            .booleanType()
            .defaultValue(false)
            .withDescription(
                    "True promises that no function keeps or changes a record that it has handed on, so that records need not be"
                            + " copied.");

    public static final ConfigOption<Boolean> OPERATOR_CHAINING = key("pipeline.operator-chaining.enabled")
            .booleanType()
            .defaultValue(true)
            .withDescription("Whether operators are fused into one task where they can be.")
            .withDeprecatedKeys("pipeline.operator-chaining");

    public static final ConfigOption<Duration> AUTO_WATERMARK_INTERVAL = key("pipeline.auto-watermark-interval")
            .durationType()
            .defaultValue(Duration.ofMillis(200))
            .withDescription("How often periodic watermarks are made; 0 never.");

    public static final ConfigOption<Map<String, String>> GLOBAL_JOB_PARAMETERS = key("pipeline.global-job-parameters")
            .mapType()
            .noDefaultValue()
            .withDescription("Parameters that every function sees.");

    public static final ConfigOption<Boolean> GENERIC_TYPES = key("pipeline.generic-types")
            .booleanType()
            .defaultValue(true)
            .withDescription(
                    "Whether Kryo may serialize what nothing is known of; if not, a program in which such a type occurs"
                            + " is refused.");

    public static final ConfigOption<Boolean> FORCE_KRYO = key("pipeline.force-kryo")
            .booleanType()
            .defaultValue(false)
            .withDescription("Whether Kryo serializes POJOs and records too.");

    public static final ConfigOption<List<SerializerRegistration>> SERIALIZATION_CONFIG = new ConfigOption<>(
            "pipeline.serialization-config",
            SerializerRegistration.LIST,
            null,
            "How Kryo serializes the values of classes: a list such as `[org.example.A: {type: kryo}, org.example.B: {type: kryo,"
                    + " kryo-type: registered, class: org.example.BSerializer}]`. `type: kryo` or `type: pojo` gives the class a"
                    + " number in place of its name; `kryo-type: registered` a serializer for exactly that class, `default` for"
                    + " what is derived from it too.",
            List.of());

    private PipelineOptions() {}
}

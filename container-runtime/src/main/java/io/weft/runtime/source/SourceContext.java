package io.weft.runtime.source;

import io.weft.api.config.Configuration;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.TaskManagerLocation;
import io.weft.model.message.SourceMessage;
import io.weft.runtime.chain.OperatorContext;
import io.weft.runtime.channel.Doorbell;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What a source is built with.
 *
 * @param reader the task
 * @param location where the task runs
 * @param configuration of the job
 * @param doorbell of the task
 * @param toEnumerator carries messages to the vertex's enumerator; any thread may use it
 */
public record SourceContext(
        OperatorContext operator,
        ExecutionAttemptId reader,
        TaskManagerLocation location,
        Configuration configuration,
        Doorbell doorbell,
        Consumer<SourceMessage.ToEnumerator> toEnumerator) {
    public SourceContext {
        Objects.requireNonNull(operator, "operator");
        Objects.requireNonNull(reader, "reader");
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(configuration, "configuration");
        Objects.requireNonNull(doorbell, "doorbell");
        Objects.requireNonNull(toEnumerator, "toEnumerator");
    }
}

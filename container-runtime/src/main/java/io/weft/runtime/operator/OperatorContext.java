package io.weft.runtime.operator;

import io.weft.api.functions.rich.RuntimeContext;
import io.weft.model.Clock;
import java.util.Objects;

/**
 * What every operator is built with.
 *
 * @param name of the operator, for people
 * @param outputs where its records go
 * @param runtime what rich functions see
 * @param timers of the task
 */
public record OperatorContext(String name, Outputs outputs, RuntimeContext runtime, Clock clock, Timers timers) {
    public OperatorContext {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(outputs, "outputs");
        Objects.requireNonNull(runtime, "runtime");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(timers, "timers");
    }
}

package io.weft.runtime.chain;

import io.weft.api.functions.rich.RuntimeContext;
import io.weft.model.Clock;
import io.weft.runtime.state.ManagedState;
import java.util.Objects;

/**
 * What every operator is built with.
 *
 * @param name of the operator, for people
 * @param outputs where its records go
 * @param runtime what rich functions see
 * @param timers of the task
 * @param state of the operator
 * @param checkpointing whether checkpoints are made regularly
 */
public record OperatorContext(
        String name,
        Outputs outputs,
        RuntimeContext runtime,
        Clock clock,
        Timers timers,
        ManagedState state,
        boolean checkpointing) {
    public OperatorContext {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(outputs, "outputs");
        Objects.requireNonNull(runtime, "runtime");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(timers, "timers");
        Objects.requireNonNull(state, "state");
    }
}

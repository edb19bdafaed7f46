package io.weft.runtime.task;

import io.weft.model.Clock;
import io.weft.model.TaskManagerLocation;
import io.weft.model.message.SourceMessage;
import io.weft.runtime.channel.Channels;
import io.weft.state.KeyedStateBackendFactory;
import io.weft.state.snapshot.StateSource;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Where a task runs.
 *
 * @param location of its TaskManager
 * @param toEnumerator carries a reader's messages to its vertex's enumerator; used by any thread
 * @param stateSource where the task reads what it starts from
 * @param stateDirectory for files of state backends on this machine
 */
public record TaskSurroundings(
        TaskManagerLocation location,
        Channels channels,
        Clock clock,
        Consumer<SourceMessage.ToEnumerator> toEnumerator,
        CheckpointPort checkpoints,
        KeyedStateBackendFactory stateBackend,
        StateSource stateSource,
        Path stateDirectory) {
    public TaskSurroundings {
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(channels, "channels");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(toEnumerator, "toEnumerator");
        Objects.requireNonNull(checkpoints, "checkpoints");
        Objects.requireNonNull(stateBackend, "stateBackend");
        Objects.requireNonNull(stateSource, "stateSource");
        Objects.requireNonNull(stateDirectory, "stateDirectory");
    }
}

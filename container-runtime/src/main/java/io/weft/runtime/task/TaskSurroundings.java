package io.weft.runtime.task;

import io.weft.model.Clock;
import io.weft.model.TaskManagerLocation;
import io.weft.model.message.SourceMessage;
import io.weft.runtime.channel.Channels;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Where a task runs.
 *
 * @param location of its TaskManager
 * @param toEnumerator carries a reader's messages to its vertex's enumerator; used by any thread
 */
public record TaskSurroundings(
        TaskManagerLocation location,
        Channels channels,
        Clock clock,
        Consumer<SourceMessage.ToEnumerator> toEnumerator,
        CheckpointPort checkpoints) {
    public TaskSurroundings {
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(channels, "channels");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(toEnumerator, "toEnumerator");
        Objects.requireNonNull(checkpoints, "checkpoints");
    }
}

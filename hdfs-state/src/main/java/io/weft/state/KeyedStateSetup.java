package io.weft.state;

import io.weft.api.serialization.TypeSerializer;
import io.weft.model.KeyGroupRange;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.state.snapshot.StateSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * What a keyed state backend is opened with.
 *
 * @param operator its name, for people
 * @param range the subtask's key groups
 * @param restored pieces that together cover the range, and perhaps more; none if there is nothing to restore
 * @param source where these pieces are read
 * @param userCode loads the classes of keys and values
 * @param clockMs ms since the epoch, for time to live; may lag behind by a few records
 * @param directory of this backend alone, for files on this machine; made when the first is written
 * @param classes makes the objects that each record passes through
 */
public record KeyedStateSetup(
        String operator,
        TypeSerializer<?> keySerializer,
        int maxParallelism,
        KeyGroupRange range,
        List<KeyedSnapshot> restored,
        StateSource source,
        ClassLoader userCode,
        LongSupplier clockMs,
        Path directory,
        HotClasses classes) {
    public KeyedStateSetup {
        Objects.requireNonNull(operator, "operator");
        Objects.requireNonNull(keySerializer, "keySerializer");
        Objects.requireNonNull(range, "range");
        restored = List.copyOf(restored);
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(userCode, "userCode");
        Objects.requireNonNull(clockMs, "clockMs");
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(classes, "classes");
    }
}

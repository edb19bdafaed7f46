package io.weft.model;

import java.util.Objects;

/** Where a TaskManager's data server is reached. */
public record TaskManagerLocation(TaskManagerId id, String host, int dataPort) {
    public TaskManagerLocation {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(host, "host");
        if (dataPort < 0 || dataPort > 65535) {
            throw new IllegalArgumentException("A port is 0 to 65535, not " + dataPort);
        }
    }
}

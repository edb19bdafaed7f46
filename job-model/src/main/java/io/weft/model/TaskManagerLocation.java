package io.weft.model;

import java.util.Objects;

/**
 * Where a TaskManager is reached by other TaskManagers.
 *
 * @param dataPort takes connections that carry records
 * @param messagePort takes connections that carry messages; 0 if there is nothing outside its process to talk to
 */
public record TaskManagerLocation(TaskManagerId id, String host, int dataPort, int messagePort) {
    public TaskManagerLocation {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(host, "host");
        requirePort(dataPort);
        requirePort(messagePort);
    }

    /** A TaskManager that takes no messages of others. */
    public TaskManagerLocation(TaskManagerId id, String host, int dataPort) {
        this(id, host, dataPort, 0);
    }

    private static void requirePort(int port) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("A port is 0 to 65535, not " + port);
        }
    }
}

package io.weft.model;

import java.util.Objects;

/** Names a TaskManager process: on YARN the id of its container, which is never used twice. */
public record TaskManagerId(String value) {
    public TaskManagerId {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return value;
    }
}

package io.weft.api.source;

import java.io.Serializable;
import java.util.Objects;

/** A reader that has registered with its enumerator. */
public final class ReaderInfo implements Serializable {

    private final int subtaskId;
    private final String location;

    public ReaderInfo(int subtaskId, String location) {
        this.subtaskId = subtaskId;
        this.location = Objects.requireNonNull(location, "location");
    }

    public int getSubtaskId() {
        return subtaskId;
    }

    /** The name of the host the reader runs on. */
    public String getLocation() {
        return location;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReaderInfo info && subtaskId == info.subtaskId && location.equals(info.location);
    }

    @Override
    public int hashCode() {
        return Objects.hash(subtaskId, location);
    }

    @Override
    public String toString() {
        return "reader " + subtaskId + " on " + location;
    }
}

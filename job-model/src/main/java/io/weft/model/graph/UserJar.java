package io.weft.model.graph;

import java.util.Objects;

/**
 * A jar of the user's.
 *
 * @param uri where TaskManagers fetch it: {@code hdfs:} or {@code file:}
 * @param sha256 of its content, in hexadecimal: the name under which a TaskManager keeps its copy
 */
public record UserJar(String name, String uri, long sizeBytes, String sha256) {
    public UserJar {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(uri, "uri");
        Objects.requireNonNull(sha256, "sha256");
    }
}

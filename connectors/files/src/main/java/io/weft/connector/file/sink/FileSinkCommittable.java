package io.weft.connector.file.sink;

import io.weft.api.fs.FileSystem.WriteMode;
import io.weft.api.fs.Path;
import java.util.Objects;

/**
 * A file that is complete but hidden.
 *
 * @param hidden where it is
 * @param target where it belongs
 * @param writeMode whether it takes the place of what is there
 */
public record FileSinkCommittable(Path hidden, Path target, WriteMode writeMode) {
    public FileSinkCommittable {
        Objects.requireNonNull(hidden, "hidden");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(writeMode, "writeMode");
    }
}

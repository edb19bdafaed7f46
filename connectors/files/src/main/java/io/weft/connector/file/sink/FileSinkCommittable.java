package io.weft.connector.file.sink;

import io.weft.api.fs.FileSystem.WriteMode;
import io.weft.api.fs.Path;
import java.util.Objects;

/** What is to be done to files once a checkpoint is complete. Doing it again changes nothing. */
public sealed interface FileSinkCommittable {

    /**
     * A file that is complete but hidden comes into sight.
     *
     * @param hidden where it is; nobody writes to it any more
     * @param target where it belongs
     * @param writeMode whether it takes the place of what is there
     */
    record Publish(Path hidden, Path target, WriteMode writeMode) implements FileSinkCommittable {
        public Publish {
            Objects.requireNonNull(hidden, "hidden");
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(writeMode, "writeMode");
        }
    }

    /**
     * A hidden file is no longer needed: from the checkpoint on, another file holds what it held.
     *
     * @param hidden may be gone already
     */
    record Discard(Path hidden) implements FileSinkCommittable {
        public Discard {
            Objects.requireNonNull(hidden, "hidden");
        }
    }

    /**
     * A writer has ended: the directory of hidden files is removed if it is empty.
     *
     * @param directory may be gone already
     */
    record LeaveStaging(Path directory) implements FileSinkCommittable {
        public LeaveStaging {
            Objects.requireNonNull(directory, "directory");
        }
    }
}

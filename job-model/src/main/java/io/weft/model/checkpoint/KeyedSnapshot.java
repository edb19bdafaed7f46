package io.weft.model.checkpoint;

import io.weft.model.KeyGroupRange;
import java.util.List;
import java.util.Objects;

/** The keyed state of one operator in one subtask, timers included. */
public sealed interface KeyedSnapshot {

    /** The key groups that it covers. */
    KeyGroupRange range();

    /** How much it takes, shared files included. */
    long sizeBytes();

    /**
     * In the form that every backend reads and writes, see {@code docs/state-format.md}.
     *
     * @param header the states and their serializers
     * @param groups one for each key group of the range, in order; of length 0 if there is nothing
     */
    record Canonical(
            KeyGroupRange range, StateHandle bytes, StateHandle.Section header, List<StateHandle.Section> groups)
            implements KeyedSnapshot {
        public Canonical {
            Objects.requireNonNull(range, "range");
            Objects.requireNonNull(bytes, "bytes");
            Objects.requireNonNull(header, "header");
            groups = List.copyOf(groups);
        }

        @Override
        public long sizeBytes() {
            return bytes.length();
        }
    }

    /**
     * In files of a backend's own, some of which earlier snapshots have written.
     *
     * @param backend which one reads them
     * @param header the states and their serializers
     * @param checksum CRC32C of the header's bytes
     */
    record Files(KeyGroupRange range, String backend, StateHandle header, int checksum, List<BackendFile> files)
            implements KeyedSnapshot {
        public Files {
            Objects.requireNonNull(range, "range");
            Objects.requireNonNull(backend, "backend");
            Objects.requireNonNull(header, "header");
            files = List.copyOf(files);
        }

        @Override
        public long sizeBytes() {
            return header.length()
                    + files.stream().mapToLong(file -> file.bytes().length()).sum();
        }
    }

    /**
     * One of them.
     *
     * @param name as the backend knows it
     * @param crc32c checksum of its bytes
     */
    record BackendFile(String name, StateHandle bytes, int crc32c) {}
}

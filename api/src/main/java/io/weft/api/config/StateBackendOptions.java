package io.weft.api.config;

import java.util.List;
import java.util.Map;

/** Options of where running jobs keep their state. */
public final class StateBackendOptions {

    private static final OptionType<String> BACKEND = OptionType.oneOf(
            List.of("hashmap", "rocksdb"),
            Map.of("filesystem", "hashmap", "jobmanager", "hashmap", "memory", "hashmap"));

    public static final ConfigOption<String> STATE_BACKEND = new ConfigOption<>(
                    "state.backend.type", BACKEND, "hashmap", "", List.of())
            .withDescription(
                    "hashmap: state is kept as objects on the heap. rocksdb: it is kept in RocksDB on local disks, and may be"
                            + " larger than memory.")
            .withDeprecatedKeys("state.backend");

    private StateBackendOptions() {}
}

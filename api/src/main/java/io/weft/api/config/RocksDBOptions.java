package io.weft.api.config;

import static io.weft.api.config.ConfigOptions.key;

/** Options of the state backend that keeps state in RocksDB. */
public final class RocksDBOptions {

    private static final String FRACTION = "a fraction between 0 and 1, such as 0.5";

    public static final ConfigOption<String> LOCAL_DIRECTORIES = key("state.backend.rocksdb.localdir")
            .stringType()
            .noDefaultValue()
            .withDescription("Local directories for RocksDB's files, separated by commas; unset: the container's own.");

    public static final ConfigOption<Boolean> USE_MANAGED_MEMORY = key("state.backend.rocksdb.memory.managed")
            .booleanType()
            .where("true, for RocksDB is always held to the container's memory", managed -> managed)
            .defaultValue(true)
            .withDescription(
                    "True: RocksDB's memory is a part of the TaskManager's, and all instances share it. There is no other way.");

    public static final ConfigOption<MemorySize> FIX_PER_SLOT_MEMORY_SIZE =
            key("state.backend.rocksdb.memory.fixed-per-slot")
                    .memoryType()
                    .noDefaultValue()
                    .withDescription("The budget of a slot; set, it is taken in place of the managed one.");

    public static final ConfigOption<Double> WRITE_BUFFER_RATIO = key("state.backend.rocksdb.memory.write-buffer-ratio")
            .doubleType()
            .where(FRACTION, ratio -> ratio >= 0 && ratio <= 1)
            .defaultValue(0.5)
            .withDescription("The part of the budget for writes that are not yet on disk; caches have the rest.");

    public static final ConfigOption<Double> HIGH_PRIORITY_POOL_RATIO =
            key("state.backend.rocksdb.memory.high-prio-pool-ratio")
                    .doubleType()
                    .where(FRACTION, ratio -> ratio >= 0 && ratio <= 1)
                    .defaultValue(0.1)
                    .withDescription("The part of the budget that is kept for indexes and filters.");

    private RocksDBOptions() {}
}

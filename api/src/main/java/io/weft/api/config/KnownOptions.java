package io.weft.api.config;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All options that Weft knows. What people write in {@code weft.yaml} and after {@code -D} is checked against them. */
public final class KnownOptions {

    private static final Map<String, Class<?>> GROUPS = groups();
    private static final Map<String, ConfigOption<?>> BY_KEY = byKey();

    private KnownOptions() {}

    /** In the order of the documentation. */
    public static List<ConfigOption<?>> all() {
        return GROUPS.values().stream().flatMap(group -> in(group).stream()).toList();
    }

    /**
     * Checks every key and value.
     *
     * @throws IllegalArgumentException naming the first key that is not known and the known one that is nearest to it, or the first
     *     value that is not valid and what is expected
     */
    public static void check(Map<String, String> settings) {
        settings.forEach((key, value) -> option(key).type().parse(key, value));
    }

    /** The options by the title of their group. */
    static Map<String, List<ConfigOption<?>>> byGroup() {
        Map<String, List<ConfigOption<?>>> result = new LinkedHashMap<>();
        GROUPS.forEach((title, group) -> result.put(title, in(group)));
        return result;
    }

    private static ConfigOption<?> option(String key) {
        ConfigOption<?> option = BY_KEY.get(key);
        if (option == null) {
            String nearest = BY_KEY.keySet().stream()
                    .min(Comparator.comparingInt(known -> editDistance(known, key)))
                    .orElseThrow();
            throw new IllegalArgumentException("There is no option '" + key + "'. Did you mean '" + nearest
                    + "'? All options are listed in docs/configuration.md.");
        }
        return option;
    }

    /** How many characters must be inserted, deleted or replaced to make one text of the other. */
    private static int editDistance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    private static Map<String, Class<?>> groups() {
        Map<String, Class<?>> groups = new LinkedHashMap<>();
        groups.put("All processes", CoreOptions.class);
        groups.put("The program", PipelineOptions.class);
        groups.put("Records on their way", ExecutionOptions.class);
        groups.put("Checkpoints", CheckpointingOptions.class);
        groups.put("State", StateBackendOptions.class);
        groups.put("State in RocksDB", RocksDBOptions.class);
        groups.put("What a job starts from", StateRecoveryOptions.class);
        groups.put("Restarts", RestartStrategyOptions.class);
        groups.put("TaskManagers", TaskManagerOptions.class);
        groups.put("Data connections", NettyShuffleEnvironmentOptions.class);
        groups.put("The JobManager", JobManagerOptions.class);
        groups.put("Heartbeats", HeartbeatManagerOptions.class);
        groups.put("Resources", ResourceManagerOptions.class);
        groups.put("YARN", YarnConfigOptions.class);
        return groups;
    }

    private static Map<String, ConfigOption<?>> byKey() {
        Map<String, ConfigOption<?>> byKey = new LinkedHashMap<>();
        for (ConfigOption<?> option : all()) {
            byKey.put(option.key(), option);
            option.olderKeys().forEach(key -> byKey.put(key, option));
        }
        return byKey;
    }

    private static List<ConfigOption<?>> in(Class<?> group) {
        List<ConfigOption<?>> options = new ArrayList<>();
        for (Field field : group.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class) {
                try {
                    options.add((ConfigOption<?>) field.get(null));
                } catch (IllegalAccessException e) {
                    throw new LinkageError(field + " is public and cannot be read.", e);
                }
            }
        }
        return options;
    }
}

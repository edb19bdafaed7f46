package io.weft.yarn.client;

import io.weft.api.config.Configuration;
import io.weft.api.config.Durations;
import io.weft.api.config.HeartbeatManagerOptions;
import io.weft.api.config.KnownOptions;
import io.weft.hdfs.HadoopSettings;
import io.weft.yarn.client.terminal.CommandException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads {@code conf/weft.yaml} and what the command line says over it. */
final class SettingsReader {

    private SettingsReader() {}

    /**
     * @param file need not exist
     * @param overrides from the command line
     * @throws CommandException if there is a key that is not known, or a value that is wrong
     */
    static Configuration read(Path file, Map<String, String> overrides) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (Files.exists(file)) {
            flatten("", load(file), settings);
            check(settings, "In " + file);
        }
        check(overrides, "On the command line");
        settings.putAll(overrides);
        Configuration all = Configuration.fromMap(settings);
        checkHeartbeats(all);
        return all;
    }

    private static Object load(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            Object document =
                    new Load(LoadSettings.builder().setLabel(file.toString()).build()).loadFromReader(reader);
            return document == null ? Map.of() : document;
        } catch (IOException | YamlEngineException e) {
            throw new CommandException("The configuration " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Keys may be written flat, {@code a.b: 1}, or nested, or mixed. */
    private static void flatten(String prefix, Object node, Map<String, String> into) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> flatten(prefix.isEmpty() ? key.toString() : prefix + "." + key, value, into));
        } else if (node instanceof List<?> list) {
            into.put(prefix, list.stream().map(String::valueOf).collect(Collectors.joining(";")));
        } else if (node != null) {
            into.put(prefix, node.toString());
        }
    }

    /** Each of the two may be right in its place, and both together wrong. */
    private static void checkHeartbeats(Configuration settings) {
        Duration interval = settings.get(HeartbeatManagerOptions.HEARTBEAT_INTERVAL);
        Duration timeout = settings.get(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT);
        if (timeout.compareTo(interval) <= 0) {
            throw new CommandException("The value '" + Durations.format(timeout) + "' of "
                    + HeartbeatManagerOptions.HEARTBEAT_TIMEOUT.key() + " is not valid: expected is more than "
                    + HeartbeatManagerOptions.HEARTBEAT_INTERVAL.key() + ", which is " + Durations.format(interval)
                    + ".");
        }
    }

    private static void check(Map<String, String> settings, String where) {
        Map<String, String> ours = new LinkedHashMap<>(settings);
        ours.keySet().removeIf(key -> key.startsWith(HadoopSettings.PREFIX));
        try {
            KnownOptions.check(ours);
        } catch (IllegalArgumentException e) {
            throw new CommandException(where + ": " + e.getMessage(), e);
        }
    }
}

package io.weft.api.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A setting: key, type, default and description. Made with {@link ConfigOptions#key}. Immutable.
 *
 * @param <T> the values
 */
public final class ConfigOption<T> {

    private final String key;
    private final OptionType<T> type;
    private final T defaultValue;
    private final String description;
    private final List<String> olderKeys;

    ConfigOption(String key, OptionType<T> type, T defaultValue, String description, List<String> olderKeys) {
        this.key = Objects.requireNonNull(key, "key");
        this.type = type;
        this.defaultValue = defaultValue;
        this.description = description;
        this.olderKeys = List.copyOf(olderKeys);
    }

    /** The same option with a description for the documentation. */
    public ConfigOption<T> withDescription(String description) {
        return new ConfigOption<>(key, type, defaultValue, description, olderKeys);
    }

    /** The same option that is also found under older keys; the earlier in the list wins. */
    public ConfigOption<T> withDeprecatedKeys(String... deprecatedKeys) {
        List<String> keys = new ArrayList<>(olderKeys);
        Collections.addAll(keys, deprecatedKeys);
        return new ConfigOption<>(key, type, defaultValue, description, keys);
    }

    public String key() {
        return key;
    }

    public boolean hasDefaultValue() {
        return defaultValue != null;
    }

    /** The value where none is set, or null. */
    public T defaultValue() {
        return defaultValue;
    }

    /** One or a few sentences; may be empty. */
    public String description() {
        return description;
    }

    List<String> olderKeys() {
        return olderKeys;
    }

    OptionType<T> type() {
        return type;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfigOption<?> option
                && key.equals(option.key)
                && olderKeys.equals(option.olderKeys)
                && Objects.equals(defaultValue, option.defaultValue);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return key + " (default: " + (defaultValue == null ? "none" : type.format(defaultValue)) + ")";
    }
}

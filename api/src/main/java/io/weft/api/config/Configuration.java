package io.weft.api.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Settings by key. Values are kept as text and read as the type of the option that asks for them. Not safe for several threads. */
public class Configuration extends ExecutionConfig.GlobalJobParameters
        implements ReadableConfig, WritableConfig, Cloneable {

    private final Map<String, String> values = new LinkedHashMap<>();

    public Configuration() {}

    public Configuration(Configuration other) {
        values.putAll(other.values);
    }

    public static Configuration fromMap(Map<String, String> map) {
        Configuration configuration = new Configuration();
        map.forEach(configuration::setString);
        return configuration;
    }

    /** A copy of all values, sorted by key. */
    @Override
    public Map<String, String> toMap() {
        return new TreeMap<>(values);
    }

    @Override
    public <T> T get(ConfigOption<T> option) {
        return getOptional(option).orElse(option.defaultValue());
    }

    /** The option's value, or {@code overrideDefault} in place of the option's own default. */
    public <T> T get(ConfigOption<T> option, T overrideDefault) {
        return getOptional(option).orElse(overrideDefault);
    }

    @Override
    public <T> Optional<T> getOptional(ConfigOption<T> option) {
        return keyOf(option).map(key -> option.type().parse(key, values.get(key)));
    }

    /** @throws IllegalArgumentException if the option does not allow the value, with what is expected */
    @Override
    public <T> Configuration set(ConfigOption<T> option, T value) {
        String text = option.type().format(Objects.requireNonNull(value, option.key()));
        option.type().parse(option.key(), text);
        values.put(option.key(), text);
        return this;
    }

    /** Takes an option's value from elsewhere, if it is set there. */
    public <T> void setFrom(ReadableConfig other, ConfigOption<T> option) {
        other.getOptional(option).ifPresent(value -> set(option, value));
    }

    /** Takes the option away, under its older keys too. */
    public <T> boolean removeConfig(ConfigOption<T> option) {
        boolean removed = values.remove(option.key()) != null;
        for (String key : option.olderKeys()) {
            removed |= values.remove(key) != null;
        }
        return removed;
    }

    public boolean contains(ConfigOption<?> option) {
        return keyOf(option).isPresent();
    }

    public boolean containsKey(String key) {
        return values.containsKey(key);
    }

    public Set<String> keySet() {
        return Set.copyOf(values.keySet());
    }

    /** Takes all values of another configuration, over those here. */
    public void addAll(Configuration other) {
        values.putAll(other.values);
    }

    public String getString(String key, String defaultValue) {
        return values.getOrDefault(key, defaultValue);
    }

    public String getString(ConfigOption<String> option) {
        return get(option);
    }

    public void setString(String key, String value) {
        values.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, key));
    }

    public int getInteger(String key, int defaultValue) {
        return read(key, OptionType.INTEGER, defaultValue);
    }

    public int getInteger(ConfigOption<Integer> option) {
        return get(option);
    }

    public void setInteger(String key, int value) {
        setString(key, Integer.toString(value));
    }

    public long getLong(String key, long defaultValue) {
        return read(key, OptionType.LONG, defaultValue);
    }

    public long getLong(ConfigOption<Long> option) {
        return get(option);
    }

    public void setLong(String key, long value) {
        setString(key, Long.toString(value));
    }

    public boolean getBoolean(String key, boolean defaultValue) {
        return read(key, OptionType.BOOLEAN, defaultValue);
    }

    public boolean getBoolean(ConfigOption<Boolean> option) {
        return get(option);
    }

    public void setBoolean(String key, boolean value) {
        setString(key, Boolean.toString(value));
    }

    public double getDouble(String key, double defaultValue) {
        return read(key, OptionType.DOUBLE, defaultValue);
    }

    public double getDouble(ConfigOption<Double> option) {
        return get(option);
    }

    public void setDouble(String key, double value) {
        setString(key, Double.toString(value));
    }

    @Override
    public Configuration clone() {
        return new Configuration(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Configuration configuration && values.equals(configuration.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return toMap().toString();
    }

    private <T> T read(String key, OptionType<T> type, T defaultValue) {
        String text = values.get(key);
        return text == null ? defaultValue : type.parse(key, text);
    }

    private Optional<String> keyOf(ConfigOption<?> option) {
        if (values.containsKey(option.key())) {
            return Optional.of(option.key());
        }
        return option.olderKeys().stream().filter(values::containsKey).findFirst();
    }
}

package io.weft.api.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** Makes options: {@code ConfigOptions.key("my.timeout").durationType().defaultValue(Duration.ofSeconds(10))}. */
public final class ConfigOptions {

    private ConfigOptions() {}

    /** Begins an option; its type comes next. */
    public static OptionBuilder key(String key) {
        return new OptionBuilder(key);
    }

    /** An option whose type is still to be chosen. */
    public static final class OptionBuilder {

        private final String key;

        OptionBuilder(String key) {
            this.key = Objects.requireNonNull(key, "key");
        }

        public TypedConfigOptionBuilder<Boolean> booleanType() {
            return typed(OptionType.BOOLEAN);
        }

        public TypedConfigOptionBuilder<Integer> intType() {
            return typed(OptionType.INTEGER);
        }

        public TypedConfigOptionBuilder<Long> longType() {
            return typed(OptionType.LONG);
        }

        public TypedConfigOptionBuilder<Float> floatType() {
            return typed(OptionType.FLOAT);
        }

        public TypedConfigOptionBuilder<Double> doubleType() {
            return typed(OptionType.DOUBLE);
        }

        public TypedConfigOptionBuilder<String> stringType() {
            return typed(OptionType.STRING);
        }

        public TypedConfigOptionBuilder<Duration> durationType() {
            return typed(OptionType.DURATION);
        }

        public TypedConfigOptionBuilder<MemorySize> memoryType() {
            return typed(OptionType.MEMORY);
        }

        /** Constants of an enum; in text their case does not matter, and {@code -} stands for {@code _}. */
        public <T extends Enum<T>> TypedConfigOptionBuilder<T> enumType(Class<T> enumClass) {
            return typed(OptionType.ofEnum(enumClass));
        }

        /** Pairs, written {@code key1:value1,key2:value2}. */
        public TypedConfigOptionBuilder<Map<String, String>> mapType() {
            return typed(OptionType.MAP);
        }

        private <T> TypedConfigOptionBuilder<T> typed(OptionType<T> type) {
            return new TypedConfigOptionBuilder<>(key, type);
        }
    }

    /** An option whose default is still to be said. */
    public static final class TypedConfigOptionBuilder<T> {

        private final String key;
        private final OptionType<T> type;

        TypedConfigOptionBuilder(String key, OptionType<T> type) {
            this.key = key;
            this.type = type;
        }

        public ConfigOption<T> defaultValue(T value) {
            return new ConfigOption<>(key, type, Objects.requireNonNull(value, "value"), "", List.of());
        }

        public ConfigOption<T> noDefaultValue() {
            return new ConfigOption<>(key, type, null, "", List.of());
        }

        /** Only values that are {@code valid}; {@code expected} says which, as it reads after "expected is". */
        TypedConfigOptionBuilder<T> where(String expected, Predicate<T> valid) {
            return new TypedConfigOptionBuilder<>(key, type.where(expected, valid));
        }

        /** A list of such values, written {@code a;b;c}. */
        public ListConfigOptionBuilder<T> asList() {
            return new ListConfigOptionBuilder<>(key, OptionType.listOf(type));
        }
    }

    /** A list option whose default is still to be said. */
    public static final class ListConfigOptionBuilder<E> {

        private final String key;
        private final OptionType<List<E>> type;

        ListConfigOptionBuilder(String key, OptionType<List<E>> type) {
            this.key = key;
            this.type = type;
        }

        @SafeVarargs
        public final ConfigOption<List<E>> defaultValues(E... values) {
            List<E> list = new ArrayList<>();
            for (E value : values) {
                list.add(value);
            }
            return new ConfigOption<>(key, type, List.copyOf(list), "", List.of());
        }

        public ConfigOption<List<E>> noDefaultValue() {
            return new ConfigOption<>(key, type, null, "", List.of());
        }
    }
}

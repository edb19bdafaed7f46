package io.weft.api.config;

import java.util.Optional;

/** Settings that can be read. */
public interface ReadableConfig {

    /**
     * The option's value, or its default.
     *
     * @throws IllegalArgumentException if the value that is set is not one that the option can have
     */
    <T> T get(ConfigOption<T> option);

    /**
     * The option's value if one is set.
     *
     * @throws IllegalArgumentException if the value that is set is not one that the option can have
     */
    <T> Optional<T> getOptional(ConfigOption<T> option);
}

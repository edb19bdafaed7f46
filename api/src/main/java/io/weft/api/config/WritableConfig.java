package io.weft.api.config;

/** Settings that can be changed. */
public interface WritableConfig {

    /** @return this */
    <T> WritableConfig set(ConfigOption<T> option, T value);
}

package io.weft.api.state.backend;

import io.weft.api.config.Configuration;
import io.weft.api.config.StateBackendOptions;

/** State is kept as objects on the heap. */
public class HashMapStateBackend implements StateBackend {

    @Override
    public void writeTo(Configuration configuration) {
        configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    }
}

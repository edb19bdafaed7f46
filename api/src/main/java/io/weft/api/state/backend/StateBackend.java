package io.weft.api.state.backend;

import io.weft.api.config.Configuration;
import java.io.Serializable;

/** Where a running job keeps its state, as a program says it. */
public interface StateBackend extends Serializable {

    /** Adds the settings that choose this backend. */
    void writeTo(Configuration configuration);
}

package io.weft.api.functions.rich;

import io.weft.api.config.Configuration;

/** The common ground of rich functions: holds the context; opening and closing do nothing unless overridden. */
public abstract class AbstractRichFunction implements RichFunction {

    private transient RuntimeContext runtimeContext;

    @Override
    public void setRuntimeContext(RuntimeContext t) {
        this.runtimeContext = t;
    }

    @Override
    public RuntimeContext getRuntimeContext() {
        if (runtimeContext == null) {
            throw new IllegalStateException(
                    "The runtime context of " + getClass().getName()
                            + " exists only while the job runs: use it in open() or later, not in the constructor.");
        }
        return runtimeContext;
    }

    @Override
    public void open(Configuration parameters) throws Exception {}

    @Override
    public void close() throws Exception {}
}

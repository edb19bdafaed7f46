package io.weft.api.datastream;

import io.weft.api.config.Configuration;
import io.weft.api.plan.PipelineExecutor;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * What a program finds when it asks for its environment: where it runs, and the settings it was started with. Whoever starts programs
 * for others, such as the command line, calls {@link #run}; it holds for that thread and the threads it starts.
 *
 * @param userCode loads the program's classes
 */
public record ContextEnvironment(PipelineExecutor executor, Configuration configuration, ClassLoader userCode) {

    private static final InheritableThreadLocal<ContextEnvironment> CURRENT = new InheritableThreadLocal<>();

    public ContextEnvironment {
        Objects.requireNonNull(executor, "executor");
        Objects.requireNonNull(userCode, "userCode");
        configuration = new Configuration(configuration);
    }

    /** Runs a program's {@code main} in this environment, with {@code userCode} as the thread's class loader. */
    public <T> T run(Callable<T> program) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ContextEnvironment outer = CURRENT.get();
        CURRENT.set(this);
        thread.setContextClassLoader(userCode);
        try {
            return program.call();
        } finally {
            thread.setContextClassLoader(before);
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        }
    }

    static Optional<ContextEnvironment> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    StreamExecutionEnvironment newEnvironment(Configuration overrides) {
        Configuration merged = new Configuration(configuration);
        merged.addAll(overrides);
        return new StreamExecutionEnvironment(executor, userCode, merged);
    }
}

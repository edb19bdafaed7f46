package io.weft.yarn.appmaster;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Threads that do not keep the process alive. */
public final class Daemons {

    private Daemons() {}

    /** Starts a thread; what it throws goes to {@code onFailure}. */
    public static Thread start(String name, Runnable work, Consumer<Throwable> onFailure) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((ignored, cause) -> onFailure.accept(cause));
        thread.start();
        return thread;
    }

    /** For a pool. */
    public static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, prefix + "-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }
}

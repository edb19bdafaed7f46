package io.weft.runtime.source;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that an enumerator's methods are called on, and one for calls of its that may block. */
final class EnumeratorThreads {

    private static final Logger LOG = LoggerFactory.getLogger(EnumeratorThreads.class);

    /** Something of the user's. */
    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }

    private final ScheduledExecutorService own;
    private final ScheduledExecutorService aside;

    EnumeratorThreads(String name, ClassLoader userCode) {
        own = Executors.newSingleThreadScheduledExecutor(threads("enumerator of " + name, userCode));
        aside = Executors.newSingleThreadScheduledExecutor(threads("calls of the enumerator of " + name, userCode));
    }

    private static ThreadFactory threads(String name, ClassLoader userCode) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            thread.setContextClassLoader(userCode);
            return thread;
        };
    }

    /** Runs on the enumerator's thread; does nothing after the shutdown. */
    void execute(Runnable action) {
        try {
            own.execute(action);
        } catch (RejectedExecutionException ended) {
            LOG.debug("A message came after the enumerator's end");
        }
    }

    <T> void callAside(Callable<T> callable, BiConsumer<T, Throwable> then) {
        aside.execute(() -> call(callable, then));
    }

    <T> void callAsideAgainAndAgain(
            Callable<T> callable, BiConsumer<T, Throwable> then, long initialDelayMs, long periodMs) {
        var unused = aside.scheduleWithFixedDelay(
                () -> call(callable, then), initialDelayMs, periodMs, TimeUnit.MILLISECONDS);
    }

    private static <T> void call(Callable<T> callable, BiConsumer<T, Throwable> then) {
        T result;
        try {
            result = callable.call();
        } catch (Throwable e) {
            then.accept(null, e);
            return;
        }
        then.accept(result, null);
    }

    /** The last action, then the end of both threads. */
    void shutDownAfter(Action last) {
        aside.shutdownNow();
        execute(() -> {
            try {
                last.run();
            } catch (Exception e) {
                LOG.warn("Closing a split enumerator failed", e);
            }
        });
        own.shutdown();
    }
}

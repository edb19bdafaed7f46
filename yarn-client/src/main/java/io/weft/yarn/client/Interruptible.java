package io.weft.yarn.client;

import java.util.concurrent.Callable;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.util.ShutdownHookManager;

/** Ctrl-C asks nothing and leaves nothing behind. */
final class Interruptible {

    private Interruptible() {}

    /** Does the work on this thread; {@code onInterrupt} runs if the process is to end meanwhile. */
    static <T> T run(Callable<T> work, Runnable onInterrupt) throws Exception {
        // Before Hadoop's own hook closes its file systems.
        ShutdownHookManager.get().addShutdownHook(onInterrupt, FileSystem.SHUTDOWN_HOOK_PRIORITY + 1);
        T result = work.call();
        if (!ShutdownHookManager.get().isShutdownInProgress()) {
            ShutdownHookManager.get().removeShutdownHook(onInterrupt);
        }
        return result;
    }
}

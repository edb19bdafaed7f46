package io.weft.yarn.client.terminal;

import java.util.concurrent.Callable;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.util.ShutdownHookManager;

/** Ctrl-C asks nothing and leaves nothing behind. */
public final class Interruptible {

    private Interruptible() {}

    /** Does the work on this thread; {@code onInterrupt} runs if the process is to end meanwhile. */
    public static <T> T run(Callable<T> work, Runnable onInterrupt, Console console) throws Exception {
        Runnable hook = () -> {
            console.sayLast("Interrupted: what was submitted is ended and removed.");
            onInterrupt.run();
        };
        // Before Hadoop's own hook closes its file systems.
        ShutdownHookManager.get().addShutdownHook(hook, FileSystem.SHUTDOWN_HOOK_PRIORITY + 1);
        try {
            return work.call();
        } finally {
            if (!ShutdownHookManager.get().isShutdownInProgress()) {
                ShutdownHookManager.get().removeShutdownHook(hook);
            }
        }
    }
}

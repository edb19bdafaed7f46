package io.weft.yarn.client.state;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.util.ShutdownHookManager;

/** A directory for temporary files, which is gone when this is closed, or the process is interrupted before. */
final class ScratchDirectory implements AutoCloseable {

    private static final int PRIORITY = 1;

    private final Path path;
    private final Runnable onInterrupt = this::delete;

    ScratchDirectory() {
        try {
            path = Files.createTempDirectory("weft-state-");
        } catch (IOException e) {
            throw new UncheckedIOException("There is no room for temporary files", e);
        }
        ShutdownHookManager.get().addShutdownHook(onInterrupt, PRIORITY);
    }

    Path path() {
        return path;
    }

    private void delete() {
        File directory = path.toFile();
        FileUtil.fullyDelete(directory);
    }

    @Override
    public void close() {
        if (!ShutdownHookManager.get().isShutdownInProgress()) {
            ShutdownHookManager.get().removeShutdownHook(onInterrupt);
        }
        delete();
    }
}

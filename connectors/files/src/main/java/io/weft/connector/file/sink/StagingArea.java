package io.weft.connector.file.sink;

import io.weft.api.fs.FileStatus;
import io.weft.api.fs.FileSystem;
import io.weft.api.fs.FileSystem.WriteMode;
import io.weft.api.fs.Path;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Collection;

/**
 * One writer's hidden files. Those of all writers are in one directory below the sink's path, so that what failed attempts left is found
 * without looking through all buckets.
 */
final class StagingArea {

    private static final String DIRECTORY = ".inprogress";

    private final Path directory;
    private final WriterIdentity writer;
    private final String uid;
    private long nextNumber;

    /** @param uid no other writer has it */
    StagingArea(Path basePath, WriterIdentity writer, String uid) {
        this.directory = new Path(basePath, DIRECTORY);
        this.writer = writer;
        this.uid = uid;
    }

    Path directory() {
        return directory;
    }

    WriterIdentity writer() {
        return writer;
    }

    /** The number of the next file. */
    long nextNumber() {
        return nextNumber;
    }

    HiddenFile create() throws IOException {
        Path path = new Path(directory, new StagedName(writer, uid, nextNumber++).toString());
        try {
            return HiddenFile.create(path, WriteMode.NO_OVERWRITE);
        } catch (NoSuchFileException e) {
            // Another subtask ended, and removed the empty directory between our making it and the file.
            return HiddenFile.create(path, WriteMode.NO_OVERWRITE);
        }
    }

    /** The number of one of this writer's files. */
    static long numberOf(Path hidden) {
        return StagedName.parse(hidden.getName()).orElseThrow().number();
    }

    /**
     * Deletes what earlier attempts left that is not part of the checkpoint. What is below the states' numbers is: it grows on, or
     * waits to be committed.
     */
    void sweep(Collection<FileSinkWriterState> restored) throws IOException {
        FileSystem fileSystem = directory.getFileSystem();
        for (FileStatus file : list(directory)) {
            boolean leftover = StagedName.parse(file.getPath().getName())
                    .filter(name -> isLeftover(name, restored))
                    .isPresent();
            if (leftover) {
                fileSystem.delete(file.getPath(), false);
            }
        }
    }

    private boolean isLeftover(StagedName name, Collection<FileSinkWriterState> restored) {
        // A later attempt's belong to whoever has taken this one's place, another job's to a job that may be alive.
        boolean ofEarlierAttempt =
                name.writer().jobId().equals(writer.jobId()) && name.writer().attempt() < writer.attempt();
        if (!ofEarlierAttempt) {
            return false;
        }
        return restored.isEmpty()
                ? name.writer().isSameSubtask(writer)
                : restored.stream().anyMatch(state -> cameAfter(state, name));
    }

    private static boolean cameAfter(FileSinkWriterState state, StagedName name) {
        int attempt = state.writer().attempt();
        return state.writer().isSameSubtask(name.writer())
                && (name.writer().attempt() > attempt
                        || (name.writer().attempt() == attempt && name.number() >= state.nextNumber()));
    }

    static void removeIfEmpty(Path directory) throws IOException {
        if (list(directory).length == 0) {
            try {
                directory.getFileSystem().delete(directory, false);
            } catch (IOException e) {
                // Unless another writer has begun a file meanwhile, that is an error.
                if (list(directory).length == 0) {
                    throw e;
                }
            }
        }
    }

    private static FileStatus[] list(Path directory) throws IOException {
        try {
            return directory.getFileSystem().listStatus(directory);
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        }
    }
}

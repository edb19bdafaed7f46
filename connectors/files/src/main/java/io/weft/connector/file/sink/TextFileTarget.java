package io.weft.connector.file.sink;

import io.weft.api.fs.FileStatus;
import io.weft.api.fs.FileSystem;
import io.weft.api.fs.FileSystem.WriteMode;
import io.weft.api.fs.Path;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;

/** Where text goes, and what is to become of what is there already. */
record TextFileTarget(Path path, WriteMode writeMode) {

    /** Begins a subtask's file, having made sure that it will be allowed to come into sight. */
    HiddenFile prepare(WriterIdentity writer, int subtasks) throws IOException {
        FileSystem fileSystem = path.getFileSystem();
        Path file = subtasks == 1 ? path : new Path(path, String.valueOf(writer.subtask() + 1));
        if (writer.attempt() == 0) {
            if (subtasks > 1) {
                prepareDirectory(fileSystem, writer, subtasks);
            }
            if (writeMode == WriteMode.NO_OVERWRITE && fileSystem.exists(file)) {
                throw existsAlready(file);
            }
        } else {
            // Each attempt sweeps what the one before it left.
            WriterIdentity before = new WriterIdentity(writer.jobId(), writer.subtask(), writer.attempt() - 1);
            fileSystem.delete(before.hidden(file), false);
        }
        return HiddenFile.create(file, writer);
    }

    private void prepareDirectory(FileSystem fileSystem, WriterIdentity writer, int subtasks) throws IOException {
        Optional<FileStatus> existing = findStatus(fileSystem);
        if (existing.isEmpty()) {
            return;
        }
        if (!existing.get().isDir()) {
            if (writeMode == WriteMode.NO_OVERWRITE) {
                throw existsAlready(path);
            }
            replaceByDirectory(fileSystem);
        } else if (writeMode == WriteMode.OVERWRITE && writer.subtask() == 0) {
            deleteFilesBeyond(subtasks, fileSystem);
        }
    }

    /** Every subtask tries; whoever comes late finds the directory. */
    private void replaceByDirectory(FileSystem fileSystem) throws IOException {
        try {
            fileSystem.delete(path, false);
        } catch (IOException e) {
            if (!findStatus(fileSystem).map(FileStatus::isDir).orElse(true)) {
                throw e;
            }
        }
    }

    /** An earlier job may have run with more subtasks: its files must not pass for this one's. */
    private void deleteFilesBeyond(int subtasks, FileSystem fileSystem) throws IOException {
        for (FileStatus file : fileSystem.listStatus(path)) {
            String name = file.getPath().getName();
            if (name.matches("[1-9][0-9]{0,8}") && Integer.parseInt(name) > subtasks) {
                fileSystem.delete(file.getPath(), true);
            }
        }
    }

    private Optional<FileStatus> findStatus(FileSystem fileSystem) throws IOException {
        try {
            return Optional.of(fileSystem.getFileStatus(path));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    private static IOException existsAlready(Path file) {
        return new IOException("The output " + file
                + " exists already. Delete it, write to another path, or pass WriteMode.OVERWRITE to replace it.");
    }
}

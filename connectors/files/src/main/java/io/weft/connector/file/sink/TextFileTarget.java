package io.weft.connector.file.sink;

import io.weft.api.fs.FileStatus;
import io.weft.api.fs.FileSystem;
import io.weft.api.fs.FileSystem.WriteMode;
import io.weft.api.fs.Path;
import io.weft.connector.file.sink.FileSinkWriterState.GrowingPart;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;

/** Where text goes, and what is to become of what is there already. */
record TextFileTarget(Path path, WriteMode writeMode) {

    /** Begins a subtask's file, having made sure that it will be allowed to come into sight. */
    HiddenFile prepare(WriterIdentity writer) throws IOException {
        FileSystem fileSystem = path.getFileSystem();
        Path file = file(writer);
        if (writer.attempt() == 0) {
            if (writer.subtasks() > 1) {
                prepareDirectory(fileSystem, writer);
            }
            if (writeMode == WriteMode.NO_OVERWRITE && fileSystem.exists(file)) {
                throw existsAlready(file);
            }
        } else {
            // Each attempt sweeps what the one before it left.
            fileSystem.delete(hidden(file, writer, writer.attempt() - 1), false);
        }
        return HiddenFile.create(hidden(file, writer, writer.attempt()), WriteMode.OVERWRITE);
    }

    /** Goes on with a subtask's file as far as a checkpoint has it, in a new file: the old one's writer may be alive, cut off. */
    HiddenFile resume(WriterIdentity writer, GrowingPart part) throws IOException {
        FileSystem fileSystem = path.getFileSystem();
        if (!fileSystem.exists(part.hidden())) {
            throw new IOException("The checkpoint has " + part.sizeBytes() + " bytes of " + part.hidden()
                    + ", but the file is gone. Restore the job from a later checkpoint, or start it anew.");
        }
        sweep(fileSystem, writer, part);
        int run = writer.attempt();
        while (hidden(part.target(), writer, run).equals(part.hidden())) {
            run++;
        }
        HiddenFile file = HiddenFile.create(hidden(part.target(), writer, run), WriteMode.OVERWRITE);
        file.copyBeginning(part.hidden(), part.sizeBytes());
        return file;
    }

    /** The attempt before may have gone on with the same file, and died before its first checkpoint. */
    private void sweep(FileSystem fileSystem, WriterIdentity writer, GrowingPart part) throws IOException {
        Path before = hidden(part.target(), writer, writer.attempt() - 1);
        if (!before.equals(part.hidden())) {
            fileSystem.delete(before, false);
        }
    }

    Path file(WriterIdentity writer) {
        return writer.subtasks() == 1 ? path : new Path(path, String.valueOf(writer.subtask() + 1));
    }

    /** Where the file is while it is being written: beside its target, because only there renaming is sure to be one step. */
    static Path hidden(Path target, WriterIdentity writer, int attempt) {
        return new Path(target.getParent(), "." + target.getName() + ".inprogress." + writer.jobId() + "-" + attempt);
    }

    private void prepareDirectory(FileSystem fileSystem, WriterIdentity writer) throws IOException {
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
            deleteFilesBeyond(writer.subtasks(), fileSystem);
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

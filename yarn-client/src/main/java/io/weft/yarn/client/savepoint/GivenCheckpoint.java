package io.weft.yarn.client.savepoint;

import io.weft.api.fs.FileStatus;
import io.weft.api.fs.FileSystem;
import io.weft.api.fs.Path;
import io.weft.model.checkpoint.CheckpointFiles;
import io.weft.model.checkpoint.CheckpointMetadata;
import io.weft.state.snapshot.FileCheckpointStorage;
import io.weft.yarn.client.terminal.CommandException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A checkpoint or savepoint that a person has named, and that can be read.
 *
 * @param directory where it is, with its file system
 */
public record GivenCheckpoint(String directory, CheckpointMetadata metadata) {

    private static final int CANDIDATES = 3;

    /**
     * Reads it.
     *
     * @param path its directory, or the metadata file in it; with its file system
     * @throws CommandException if there is nothing like that, or it cannot be read
     */
    public static GivenCheckpoint read(String path) {
        Path named = new Path(path);
        try {
            FileSystem files = named.getFileSystem();
            FileStatus status = files.getFileStatus(named);
            if (status.isDir() && !files.exists(new Path(named, FileCheckpointStorage.METADATA))) {
                throw new CommandException(named + " is neither a checkpoint nor a savepoint: there is no file "
                        + FileCheckpointStorage.METADATA + " in it." + candidates(files, named));
            }
            if (!status.isDir() && !named.getName().equals(FileCheckpointStorage.METADATA)) {
                throw new CommandException(named + " is neither a checkpoint nor a savepoint, but a file. Name the"
                        + " directory with the file " + FileCheckpointStorage.METADATA + " in it.");
            }
            CheckpointMetadata metadata = new FileCheckpointStorage().load(path);
            return new GivenCheckpoint(metadata.order().directory(), metadata);
        } catch (FileNotFoundException e) {
            throw new CommandException("There is no checkpoint or savepoint " + named + ".", e);
        } catch (IOException e) {
            throw new CommandException(named + " cannot be read: " + firstLine(e), e);
        }
    }

    /** What a person who named the directory above may have meant: the latest first. */
    private static String candidates(FileSystem files, Path directory) throws IOException {
        List<String> inside = Stream.of(files.listStatus(directory))
                .filter(FileStatus::isDir)
                .sorted(Comparator.comparingLong(FileStatus::getModificationTime)
                        .reversed())
                .map(status -> status.getPath().getName())
                .filter(name -> name.startsWith("chk-") || name.startsWith("savepoint-"))
                .limit(CANDIDATES)
                .toList();
        return inside.isEmpty() ? "" : " Did you mean " + String.join(", or ", inside) + " in it?";
    }

    /** The maximum parallelism by which all its keyed state is spread; empty if there is none, or there are several. */
    public OptionalInt maxParallelism() {
        Set<Integer> all = metadata.operators().stream()
                .filter(operator -> operator.subtasks().stream().anyMatch(subtask -> subtask.keyed() != null))
                .map(CheckpointMetadata.OperatorState::maxParallelism)
                .collect(Collectors.toSet());
        return all.size() == 1 ? OptionalInt.of(all.iterator().next()) : OptionalInt.empty();
    }

    /**
     * Removes a savepoint, and nothing else that lies there.
     *
     * @throws CommandException if it is a checkpoint, or cannot be removed
     */
    public void dispose() {
        if (!metadata.order().kind().isSavepoint()) {
            throw new CommandException(directory + " is a checkpoint of job '" + metadata.jobName() + "' ("
                    + metadata.job()
                    + ") and no savepoint. Later checkpoints may need its files. Once nobody starts from"
                    + " them any more, remove the job's directory as a whole.");
        }
        Path root = new Path(directory);
        try {
            FileSystem files = root.getFileSystem();
            files.delete(new Path(root, FileCheckpointStorage.METADATA), false);
            for (String file : CheckpointFiles.of(metadata)) {
                if (file.startsWith(directory + "/")) {
                    files.delete(new Path(file), false);
                }
            }
            FileStatus[] others = files.listStatus(root);
            if (others.length > 0) {
                throw new CommandException("The savepoint is removed, but its directory " + root
                        + " has other files, which stay: "
                        + String.join(
                                ", ",
                                Arrays.stream(others)
                                        .map(status -> status.getPath().getName())
                                        .toList()));
            }
            files.delete(root, false);
        } catch (IOException e) {
            throw new CommandException(directory + " cannot be removed: " + firstLine(e), e);
        }
    }

    /** The rest is HDFS's own stack trace. */
    private static String firstLine(IOException failure) {
        return failure.getMessage() == null
                ? failure.toString()
                : failure.getMessage().lines().findFirst().orElse("");
    }
}

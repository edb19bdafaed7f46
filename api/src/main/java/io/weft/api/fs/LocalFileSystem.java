package io.weft.api.fs;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Paths;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The machine's own file system. */
final class LocalFileSystem extends FileSystem {

    static final LocalFileSystem INSTANCE = new LocalFileSystem();

    private static final URI ROOT = URI.create("file:///");

    private LocalFileSystem() {}

    @Override
    public URI getUri() {
        return ROOT;
    }

    @Override
    public Path getWorkingDirectory() {
        return Path.fromLocalFile(Paths.get("").toAbsolutePath().toFile());
    }

    @Override
    public Path getHomeDirectory() {
        return Path.fromLocalFile(Paths.get(System.getProperty("user.home")).toFile());
    }

    @Override
    public FileStatus getFileStatus(Path f) throws IOException {
        java.nio.file.Path file = local(f);
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            long lengthBytes = attributes.isDirectory() ? 0 : attributes.size();
            return new FileStatus(
                    Path.fromLocalFile(file.toFile()),
                    lengthBytes,
                    attributes.isDirectory(),
                    attributes.lastModifiedTime().toMillis(),
                    lengthBytes);
        } catch (NoSuchFileException e) {
            throw notFound(f, e);
        }
    }

    @Override
    public BlockLocation[] getFileBlockLocations(FileStatus file, long start, long len) {
        return new BlockLocation[] {new BlockLocation(List.of("localhost"), 0, file.getLen())};
    }

    @Override
    public FSDataInputStream open(Path f) throws IOException {
        try {
            return new LocalInputStream(FileChannel.open(local(f), StandardOpenOption.READ));
        } catch (NoSuchFileException e) {
            throw notFound(f, e);
        }
    }

    @Override
    public FSDataOutputStream create(Path f, WriteMode overwriteMode) throws IOException {
        java.nio.file.Path file = local(f);
        if (file.getParent() != null) {
            Files.createDirectories(file.getParent());
        }
        StandardOpenOption mode =
                overwriteMode == WriteMode.OVERWRITE ? StandardOpenOption.CREATE : StandardOpenOption.CREATE_NEW;
        try {
            return new LocalOutputStream(FileChannel.open(
                    file, Set.of(StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING, mode)));
        } catch (FileAlreadyExistsException e) {
            throw new IOException("There is a file at " + f + " already, and it is not to be overwritten.", e);
        }
    }

    @Override
    public boolean delete(Path f, boolean recursive) throws IOException {
        java.nio.file.Path file = local(f);
        if (recursive && Files.isDirectory(file)) {
            Files.walkFileTree(file, new DeletingVisitor());
            return true;
        }
        return Files.deleteIfExists(file);
    }

    @Override
    public boolean mkdirs(Path f) throws IOException {
        Files.createDirectories(local(f));
        return true;
    }

    @Override
    public boolean rename(Path src, Path dst) throws IOException {
        java.nio.file.Path from = local(src);
        java.nio.file.Path to = local(dst);
        if (!Files.exists(from) || Files.exists(to)) {
            return false;
        }
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    @Override
    public FileStatus[] listStatus(Path f) throws IOException {
        FileStatus status = getFileStatus(f);
        if (!status.isDir()) {
            return new FileStatus[] {status};
        }
        try (Stream<java.nio.file.Path> children = Files.list(local(f))) {
            List<String> names =
                    children.map(child -> child.getFileName().toString()).toList();
            List<FileStatus> result = new ArrayList<>();
            for (String name : names) {
                addStatus(new Path(status.getPath(), name), result);
            }
            return result.toArray(FileStatus[]::new);
        }
    }

    /** Adds nothing for what was renamed or deleted since the directory was read. */
    private void addStatus(Path child, List<FileStatus> result) throws IOException {
        try {
            result.add(getFileStatus(child));
        } catch (FileNotFoundException e) {
            if (exists(child)) {
                throw e;
            }
        }
    }

    @Override
    public boolean exists(Path f) {
        return Files.exists(local(f));
    }

    @Override
    public boolean isDistributedFS() {
        return false;
    }

    private static java.nio.file.Path local(Path path) {
        return Paths.get(path.getPath()).toAbsolutePath();
    }

    private static FileNotFoundException notFound(Path path, NoSuchFileException cause) {
        FileNotFoundException exception = new FileNotFoundException("There is no file or directory at " + path + ".");
        exception.initCause(cause);
        return exception;
    }

    private static final class DeletingVisitor extends SimpleFileVisitor<java.nio.file.Path> {
        @Override
        public FileVisitResult visitFile(java.nio.file.Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(java.nio.file.Path directory, IOException failure)
                throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}

package io.weft.state.snapshot;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of checkpoints' files on this machine's disks, for tasks that are started here again. They lie in {@code JOB/chk-ID/NAME}, named
 * like the files they are copies of. Nothing depends on them: whoever reads checks what it reads and takes the file itself on any doubt,
 * and a copy that can't be written is given up. Processes of one application on one machine share them. Thread-safe.
 */
public final class LocalCopies {

    /** Where no copies are kept. */
    public static final LocalCopies NONE = new LocalCopies(List.of());

    private static final Logger LOG = LoggerFactory.getLogger(LocalCopies.class);
    private static final String CHECKPOINT = "chk-";
    private static final Pattern OF_A_BACKEND = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final FileAttribute<?> FOR_US_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final List<Path> roots;

    /** @param roots directories, which need not exist; copies are written to the first and looked for in all */
    public LocalCopies(List<Path> roots) {
        this.roots = List.copyOf(roots);
    }

    // ---- writing

    /** Begins the copy of a file of a checkpoint; null if none is kept. */
    OutputStream create(io.weft.api.fs.Path file) {
        if (roots.isEmpty()) {
            return null;
        }
        Path copy = place(roots.get(0), file.getParent(), file.getName());
        try {
            return Files.newOutputStream(
                    Files.createDirectories(copy.getParent(), FOR_US_ALONE).resolve(copy.getFileName()));
        } catch (IOException e) {
            LOG.warn("No copy of {} is kept on this machine.", file, e);
            return null;
        }
    }

    /**
     * Keeps a file of a backend's own, which never changes, without a copy of its bytes.
     *
     * @param checkpoint the directory of the checkpoint that refers to it
     * @param name of the file with the same bytes that the checkpoint refers to
     */
    void link(io.weft.api.fs.Path checkpoint, String name, Path file) {
        if (roots.isEmpty()) {
            return;
        }
        Path copy = place(roots.get(0), checkpoint, name);
        try {
            Files.createDirectories(copy.getParent(), FOR_US_ALONE);
            Files.createLink(copy, file);
        } catch (FileAlreadyExistsException e) {
            // By another task's snapshot, which refers to the same file.
        } catch (IOException | UnsupportedOperationException e) {
            LOG.info("No copy of {} is kept on this machine: {}", file, e.toString());
        }
    }

    /** A copy is of no use. */
    void remove(io.weft.api.fs.Path file) {
        find(file).ifPresent(LocalCopies::delete);
    }

    // ---- reading

    /** The copy of a file, if there is one. */
    Optional<Path> find(io.weft.api.fs.Path file) {
        io.weft.api.fs.Path directory = file.getParent();
        if (directory == null || directory.getParent() == null) {
            return Optional.empty();
        }
        for (Path root : roots) {
            Path copy = place(root, directory, file.getName());
            if (Files.exists(copy)) {
                return Optional.of(copy);
            }
            if (OF_A_BACKEND.matcher(file.getName()).matches()) {
                // There is a link for each checkpoint that refers to it.
                Optional<Path> link = checkpoints(copy.getParent().getParent(), id -> true).stream()
                        .map(checkpoint -> checkpoint.resolve(file.getName()))
                        .filter(Files::exists)
                        .findFirst();
                if (link.isPresent()) {
                    return link;
                }
            }
        }
        return Optional.empty();
    }

    // ---- cleaning up

    /** The checkpoint is complete: no task restores from an earlier one again, unless this one proves to be damaged. */
    public void completed(String job, long checkpoint) {
        for (Path root : roots) {
            checkpoints(root.resolve(job), id -> id < checkpoint).forEach(LocalCopies::delete);
        }
    }

    /** The job is gone from here. */
    public void release(String job) {
        roots.forEach(root -> delete(root.resolve(job)));
    }

    private static List<Path> checkpoints(Path job, Predicate<Long> which) {
        try (Stream<Path> entries = Files.list(job)) {
            return entries.filter(entry -> isCheckpoint(entry.getFileName().toString()))
                    .filter(entry -> which.test(
                            Long.parseLong(entry.getFileName().toString().substring(CHECKPOINT.length()))))
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The copies of checkpoints in {} can't be listed.", job, e);
            return List.of();
        }
    }

    private static boolean isCheckpoint(String directory) {
        return directory.matches(CHECKPOINT + "\\d{1,18}");
    }

    /** Another process may do the same. */
    private static void delete(Path tree) {
        try (Stream<Path> entries = Files.walk(tree)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        } catch (NoSuchFileException e) {
            // It has.
        } catch (IOException | UncheckedIOException e) {
            LOG.info("Copies of checkpoints are left in {}: {}", tree, e.toString());
        }
    }

    /** Below a job's directory of checkpoints, wherever that is. */
    private static Path place(Path root, io.weft.api.fs.Path directory, String name) {
        return root.resolve(directory.getParent().getName())
                .resolve(directory.getName())
                .resolve(name);
    }
}

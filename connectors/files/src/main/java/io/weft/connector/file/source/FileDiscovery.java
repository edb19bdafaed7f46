package io.weft.connector.file.source;

import io.weft.api.fs.FileStatus;
import io.weft.api.fs.FileSystem;
import io.weft.api.fs.Path;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the files of a source: those named, and all under the directories named. Whatever begins with a dot or an underscore within
 * a directory is passed over: other programs are still writing it, or it holds no data.
 *
 * @param roots files and directories, or patterns of them as {@link GlobPath} has them
 * @param bounded whether files are looked for once, so that a pattern without a match is a mistake
 */
record FileDiscovery(List<Path> roots, boolean bounded) implements Serializable {

    FileDiscovery {
        roots = List.copyOf(roots);
        if (roots.isEmpty()) {
            throw new IllegalArgumentException("A file source needs at least one path.");
        }
    }

    /**
     * All files, those of a directory by name.
     *
     * @throws FileNotFoundException naming a path that does not exist
     */
    List<FileStatus> findFiles() throws IOException {
        List<FileStatus> found = new ArrayList<>();
        for (Path root : roots) {
            FileSystem fileSystem = root.getFileSystem();
            boolean exists = fileSystem.exists(root);
            if (!exists && GlobPath.isGlob(root)) {
                collectMatches(root, found);
                continue;
            }
            if (!exists) {
                throw new FileNotFoundException("The source's path " + root
                        + " does not exist. Check its spelling, and that it names its file system if it is not on the"
                        + " default one (hdfs://..., file:///...).");
            }
            collect(fileSystem, fileSystem.getFileStatus(root), found);
        }
        return found;
    }

    private void collectMatches(Path pattern, List<FileStatus> found) throws IOException {
        List<FileStatus> matches = new GlobPath(pattern).matches();
        if (matches.isEmpty() && bounded) {
            throw new FileNotFoundException("Nothing matches the source's path " + pattern
                    + ". Check its spelling, and that it names its file system if it is not on the default one.");
        }
        for (FileStatus match : matches) {
            collect(pattern.getFileSystem(), match, found);
        }
    }

    private static void collect(FileSystem fileSystem, FileStatus status, List<FileStatus> found) throws IOException {
        if (!status.isDir()) {
            found.add(status);
            return;
        }
        FileStatus[] children;
        try {
            children = fileSystem.listStatus(status.getPath());
        } catch (FileNotFoundException e) {
            // Below a root, directories may go as they came.
            return;
        }
        Arrays.sort(children, Comparator.comparing(child -> child.getPath().getName()));
        for (FileStatus child : children) {
            if (!isHidden(child.getPath().getName())) {
                collect(fileSystem, child, found);
            }
        }
    }

    static boolean isHidden(String name) {
        return name.startsWith(".") || name.startsWith("_");
    }
}

package io.weft.connector.file.source;

import io.weft.api.fs.FileStatus;
import io.weft.api.fs.FileSystem;
import io.weft.api.fs.Path;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.PathMatcher;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A path with patterns in its components: {@code *} and {@code ?} for any characters, {@code [a-c]} for one of some, {@code {x,y}} for one
 * of several texts. A pattern never stands for a slash, nor for a hidden name unless it begins with that dot or underscore itself.
 */
record GlobPath(Path pattern) {

    static boolean isGlob(Path path) {
        return path.getPath().chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
    }

    /** What matches, by name; empty if nothing does. */
    List<FileStatus> matches() throws IOException {
        FileSystem fileSystem = pattern.getFileSystem();
        List<String> components = Arrays.stream(pattern.getPath().split("/"))
                .filter(component -> !component.isEmpty())
                .toList();
        List<Path> found = List.of(pattern.isAbsolute() ? root() : fileSystem.getWorkingDirectory());
        for (String component : components) {
            List<Path> next = new ArrayList<>();
            for (Path parent : found) {
                next.addAll(children(fileSystem, parent, component));
            }
            found = next;
        }
        List<FileStatus> statuses = new ArrayList<>();
        for (Path path : found) {
            // A component without a pattern need not exist everywhere.
            if (fileSystem.exists(path)) {
                statuses.add(fileSystem.getFileStatus(path));
            }
        }
        return statuses;
    }

    private Path root() {
        String text = pattern.toString();
        return new Path(text.substring(0, text.length() - pattern.getPath().length()) + "/");
    }

    private static List<Path> children(FileSystem fileSystem, Path parent, String component) throws IOException {
        if (!isGlob(new Path(component))) {
            return List.of(new Path(parent, component));
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + component);
        FileStatus[] children;
        try {
            children = fileSystem.listStatus(parent);
        } catch (FileNotFoundException e) {
            return List.of();
        }
        return Arrays.stream(children)
                .map(FileStatus::getPath)
                .filter(child -> !child.equals(parent))
                .filter(child -> matcher.matches(Paths.get(child.getName())))
                .filter(child -> !FileDiscovery.isHidden(child.getName()) || FileDiscovery.isHidden(component))
                .sorted(Comparator.comparing(Path::getName))
                .toList();
    }
}

package io.weft.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds what the build has made. */
public final class Project {
    private Project() {}

    /** The project's top folder. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("minicluster-tests/hadoop-daemons/pom.xml"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("The tests do not run inside the project");
            }
        }
        return folder;
    }

    /** What the daemons load Hadoop from, in the version that the build was told. */
    public static String hadoopClassPath() throws IOException {
        String version = System.getProperty("weft.hadoop.version", "3.5.0");
        Path file = root().resolve("minicluster-tests/hadoop-daemons/target/" + version + ".classpath");
        if (!Files.exists(file)) {
            throw new IllegalStateException(file + " is missing; build the module hadoop-daemons first");
        }
        return Files.readString(file).strip();
    }

    /** The only file with such a name in a folder. */
    public static Path only(Path folder, String prefix, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(it -> it.getFileName().toString().startsWith(prefix))
                    .filter(it -> it.getFileName().toString().endsWith(suffix))
                    .toList();
            if (found.size() != 1) {
                throw new IllegalStateException(
                        "Expected one " + prefix + "*" + suffix + " in " + folder + ", but found " + found);
            }
            return found.get(0);
        }
    }
}

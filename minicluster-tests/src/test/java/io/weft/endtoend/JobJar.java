package io.weft.endtoend;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Packs the test jobs as a user packs a job: its classes, and nothing of the engine. */
final class JobJar {
    private static final String JOBS = "io/weft/testjobs";

    private JobJar() {}

    /** Makes the jar below a folder, unless it lies there already. */
    static Path in(Path folder) throws IOException {
        Path jar = folder.resolve("test-jobs.jar");
        if (!Files.exists(jar)) {
            Path classes = Project.root().resolve("minicluster-tests/target/test-classes");
            Manifest manifest = new Manifest();
            manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            try (OutputStream out = Files.newOutputStream(jar);
                    JarOutputStream entries = new JarOutputStream(out, manifest);
                    Stream<Path> files = Files.walk(classes.resolve(JOBS))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    entries.putNextEntry(
                            new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                    Files.copy(file, entries);
                }
            }
        }
        return jar;
    }
}

package io.weft.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.weft.endtoend.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The main classes of every module, as the build has left them in the modules' target folders. */
final class AllClasses {
    static final JavaClasses IMPORTED = new ClassFileImporter().importPaths(folders());

    private AllClasses() {}

    private static List<Path> folders() {
        try (Stream<Path> files = Files.find(
                Project.root(), 4, (path, attributes) -> path.endsWith("target/classes") && attributes.isDirectory())) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look for the modules' classes", e);
        }
    }
}

package io.weft.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.minicluster.ContainerProcess;
import io.weft.minicluster.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a TaskManager has checkpointed is on the disks of its host, for the next one there, as long as there is the application. */
class LocalCopiesIT extends EndToEnd {
    private static final Pattern READ =
            Pattern.compile("has read checkpoint \\d+: (\\d+) bytes from copies on this machine, (\\d+) bytes");

    @Test
    void aTaskManagerReadsWhatAKilledOneOnItsHostHasLeft() throws Exception {
        Path marks = Files.createDirectories(CLUSTER.scratch().resolve("marks"));
        try (RunningCommand job = startSubmit(
                "StampedCounts",
                "-p",
                "2",
                "-D",
                "taskmanager.numberOfTaskSlots=1",
                "-D",
                "execution.checkpointing.interval=500 ms",
                "-D",
                "execution.checkpointing.dir=hdfs://" + folder,
                "--",
                marks.toString(),
                "5000",
                "1000",
                "1000")) {
            String application = job.awaitOutput(APPLICATION, JOB);
            Patience.until(
                    "copies of a later checkpoint of both TaskManagers",
                    JOB,
                    () -> writers(copies(application), 4) == 2);
            List<String> before =
                    taskManagers().stream().map(ContainerProcess::container).toList();
            taskManagers().get(0).kill();
            Patience.until(
                    "a TaskManager that reads copies of one before it",
                    JOB,
                    () -> logs(application)
                            .filter(log -> before.stream().noneMatch(log.toString()::contains))
                            .anyMatch(LocalCopiesIT::readsCopiesAlone));
            job.interrupt();
            job.await(JOB);
            Patience.until(
                    "the copies to be removed", SOON, () -> copies(application).isEmpty());
        }
        assertThat(hadoop.filesBelow(folder)).isEmpty();
    }

    /** How many TaskManagers have copies of a checkpoint with that number or a higher one. */
    private static long writers(List<Path> copies, long checkpoint) {
        return copies.stream()
                .filter(copy ->
                        Long.parseLong(copy.getParent().getFileName().toString().substring("chk-".length()))
                                >= checkpoint)
                .map(Path::getFileName)
                .distinct()
                .count();
    }

    private static List<Path> copies(String application) {
        return walk(CLUSTER.hadoop().directory())
                .filter(file -> file.toString().contains("/appcache/" + application + "/weft-state/"))
                .filter(Files::isRegularFile)
                .collect(Collectors.toList());
    }

    private static Stream<Path> logs(String application) {
        return walk(CLUSTER.hadoop().directory().resolve("logs"))
                .filter(file -> file.toString().contains(application))
                .filter(file -> file.getFileName().toString().equals("weft.log"));
    }

    /** One of its tasks has read much, and from copies alone. */
    private static boolean readsCopiesAlone(Path log) {
        try {
            return READ.matcher(Files.readString(log))
                    .results()
                    .anyMatch(read -> Long.parseLong(read.group(1)) > 100_000
                            && read.group(2).equals("0"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files come and go while we look. */
    private static Stream<Path> walk(Path directory) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    found.add(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.stream();
    }
}

package io.weft.hdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.weft.api.execution.JobID;
import io.weft.hdfs.StagingDirectory.Leader;
import io.weft.model.Epoch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingDirectoryTest {

    private static final String APPLICATION = "application_1700000000000_0001";

    @TempDir
    private Path parent;

    private StagingDirectory staging;
    private Path directory;

    @BeforeEach
    void create() throws Exception {
        staging = LocalFiles.weftDirectoryIn(parent).staging(APPLICATION);
        staging.create();
        directory = parent.resolve(".weft").resolve("staging").resolve(APPLICATION);
    }

    @Test
    void nobodyElseMayLookInside() throws Exception {
        assertThat(Files.getPosixFilePermissions(directory)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void theSecretIsForItsUserAlone() throws Exception {
        byte[] secret = {1, 2, 3};
        staging.writeSecret(secret);
        assertThat(staging.readSecret()).isEqualTo(secret);
        assertThat(Files.getPosixFilePermissions(directory.resolve("secret")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void theLeaderIsTheOneWithTheHighestEpoch() throws Exception {
        assertThat(staging.findLeader()).isEmpty();
        staging.publishLeader(new Leader(new Epoch(10), "node10", 1010));
        staging.publishLeader(new Leader(new Epoch(9), "node9", 1009));
        assertThat(staging.findLeader()).contains(new Leader(new Epoch(10), "node10", 1010));
    }

    @Test
    void anApplicationThatIsGoneHasNoLeader() throws Exception {
        staging.publishLeader(new Leader(new Epoch(1), "node1", 1001));
        staging.delete();
        assertThat(staging.findLeader()).isEmpty();
        assertThatCode(staging::delete).as("once more").doesNotThrowAnyException();
    }

    @Test
    void whatOneJobBroughtGoesWithoutWhatAnotherBrought() throws Exception {
        Path jar = Files.writeString(parent.resolve("job.jar"), "classes");
        JobID ended = JobID.generate();
        JobID running = JobID.generate();
        staging.uploadForJob(ended, "job.jar", jar);
        org.apache.hadoop.fs.Path kept =
                staging.uploadForJob(running, "job.jar", jar).getPath();
        staging.deleteJob(ended);
        staging.deleteJob(ended);
        assertThat(Path.of(kept.toUri())).content(StandardCharsets.UTF_8).isEqualTo("classes");
        assertThat(directory.resolve("jobs")).isDirectoryNotContaining("glob:**" + ended);
    }
}

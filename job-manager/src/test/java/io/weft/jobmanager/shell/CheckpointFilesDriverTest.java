package io.weft.jobmanager.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.execution.JobID;
import io.weft.jobmanager.port.Effect;
import io.weft.model.checkpoint.CheckpointMetadata;
import io.weft.model.checkpoint.CheckpointStorage;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckpointFilesDriverTest {
    private static final JobID JOB = new JobID(0, 1);

    @Test
    void deletesLaterWhatCannotBeDeletedNow() {
        ReadOnlyAtFirst files = new ReadOnlyAtFirst();
        CheckpointFilesDriver driver = new CheckpointFilesDriver(files, event -> {});
        driver.delete(new Effect.DeleteFiles(JOB, List.of("chk-1", "chk-2")));
        driver.delete(new Effect.DeleteFiles(JOB, List.of("chk-3")));
        driver.close(60_000);
        assertThat(files.left).isEmpty();
    }

    /** Refuses the first call. Used by the driver's thread, and by the test's when that has ended. */
    private static final class ReadOnlyAtFirst implements CheckpointStorage {
        private final Set<String> left = new HashSet<>(Set.of("chk-1", "chk-2", "chk-3"));
        private boolean refused;

        @Override
        public void delete(List<String> paths) throws IOException {
            if (!refused) {
                refused = true;
                throw new IOException("read-only");
            }
            paths.forEach(left::remove);
        }

        @Override
        public String store(CheckpointMetadata checkpoint) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CheckpointMetadata load(String pointer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void sweep(String directory, Set<String> keep) {
            throw new UnsupportedOperationException();
        }
    }
}

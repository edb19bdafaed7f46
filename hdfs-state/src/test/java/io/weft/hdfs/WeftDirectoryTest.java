package io.weft.hdfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeftDirectoryTest {

    @Test
    void liesInTheHomeDirectoryUnlessConfigured() throws Exception {
        FileSystem files = FileSystem.getLocal(new Configuration(false));
        assertThat(WeftDirectory.in(files, "").root().getParent()).isEqualTo(files.getHomeDirectory());
    }

    @Test
    void listsTheApplicationsThatHaveFiles(@TempDir Path parent) throws Exception {
        WeftDirectory directory = LocalFiles.weftDirectoryIn(parent);
        assertThat(directory.stagedApplications()).as("before the first").isEmpty();
        directory.staging("application_1_0001").create();
        directory.staging("application_1_0002").create();
        directory.staging("application_1_0001").delete();
        assertThat(directory.stagedApplications())
                .extracting(WeftDirectory.Staged::applicationId)
                .containsExactly("application_1_0002");
    }
}

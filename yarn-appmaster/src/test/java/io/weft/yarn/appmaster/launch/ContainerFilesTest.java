package io.weft.yarn.appmaster.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.api.records.LocalResourceType;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;
import org.apache.hadoop.yarn.api.records.URL;
import org.junit.jupiter.api.Test;

final class ContainerFilesTest {

    @Test
    void readsTheFilesThatItWrote() {
        LocalResource jar = LocalResource.newInstance(
                URL.fromPath(new Path("hdfs://node:8020/user/a b/job.jar")),
                LocalResourceType.FILE,
                LocalResourceVisibility.APPLICATION,
                7,
                8);
        Map<String, LocalResource> files = Map.of("job.jar", jar);
        assertThat(ContainerFiles.read(ContainerFiles.write(files))).isEqualTo(files);
    }
}

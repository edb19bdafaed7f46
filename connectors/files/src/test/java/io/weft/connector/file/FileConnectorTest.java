package io.weft.connector.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.datastream.TextFiles;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class FileConnectorTest {

    @Test
    void programsFindItWithoutNamingIt() {
        assertThat(ServiceLoader.load(TextFiles.class)).hasOnlyElementsOfTypes(FileConnector.class);
    }
}

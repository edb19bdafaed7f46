package io.weft.yarn.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code -V} prints. */
final class Version implements IVersionProvider {

    private static final String FILE = "/weft-version.properties";

    @Override
    public String[] getVersion() {
        Properties versions = new Properties();
        try (InputStream file = Version.class.getResourceAsStream(FILE)) {
            versions.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new String[] {
            "Weft " + versions.getProperty("weft"), "Built with Hadoop " + versions.getProperty("hadoop")
        };
    }
}

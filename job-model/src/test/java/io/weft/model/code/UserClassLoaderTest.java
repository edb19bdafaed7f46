package io.weft.model.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.URL;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UserClassLoaderTest {

    private static final URL TEST_CLASSES =
            UserClassLoaderTest.class.getProtectionDomain().getCodeSource().getLocation();

    record Payload(String text) implements Serializable {}

    @Test
    void loadsTheJobsClassesFromTheJobsJars() throws Exception {
        try (UserClassLoader loader = userClasses()) {
            Class<?> loaded = loader.loadClass(Payload.class.getName());
            assertThat(loaded.getClassLoader()).isSameAs(loader);
            assertThat(loaded).isNotSameAs(Payload.class);
        }
    }

    @Test
    void sharesTheApiWithTheEngine() throws Exception {
        String api = "io.weft.api.execution.JobStatus";
        try (UserClassLoader loader = userClasses()) {
            assertThat(loader.loadClass(api)).isSameAs(Class.forName(api));
        }
    }

    @Test
    void hidesTheEngineAndItsLibraries() throws IOException {
        try (UserClassLoader loader = userClasses()) {
            assertThatThrownBy(() -> loader.loadClass("io.weft.model.Failure"))
                    .isInstanceOf(ClassNotFoundException.class);
            assertThatThrownBy(() -> loader.loadClass("org.assertj.core.api.Assertions"))
                    .isInstanceOf(ClassNotFoundException.class);
        }
    }

    @Test
    void readsTheUsersObjectsWithTheUsersClasses() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(List.of(new Payload("a"), 7));
        }
        try (UserClassLoader loader = userClasses()) {
            List<?> read = (List<?>) UserObjects.read(bytes.toByteArray(), loader);
            assertThat(read.get(0).getClass().getClassLoader()).isSameAs(loader);
            assertThat(read.get(1)).isEqualTo(7);
        }
    }

    private static UserClassLoader userClasses() {
        return new UserClassLoader(List.of(TEST_CLASSES), UserClassLoaderTest.class.getClassLoader());
    }
}

package io.weft.runtime.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.execution.JobID;
import io.weft.api.functions.MapFunction;
import io.weft.model.graph.UserJar;
import io.weft.model.message.TaskManagerMessage.JobDescription;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchedUserCodeTest {

    @TempDir
    private Path folder;

    /** A class of the user's; its version is in a file beside it. */
    static final class Versioned implements Supplier<String> {
        @Override
        public String get() {
            try (var in = Versioned.class.getResourceAsStream("/version")) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What user code might do. */
    static final class Exits implements Runnable {
        @Override
        public void run() {
            System.exit(3);
        }
    }

    private UserJar jar(String version) throws Exception {
        Path file = folder.resolve(version + ".jar");
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out)) {
            jar.putNextEntry(new ZipEntry("version"));
            jar.write(version.getBytes(StandardCharsets.UTF_8));
            for (Class<?> type : List.of(Versioned.class, Exits.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new ZipEntry(name));
                try (var in = type.getClassLoader().getResourceAsStream(name)) {
                    in.transferTo(jar);
                }
            }
        }
        byte[] content = Files.readAllBytes(file);
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        return new UserJar(version + ".jar", file.toUri().toString(), content.length, hash);
    }

    private UserCode.Loaded load(UserJar... jars) throws IOException {
        FetchedUserCode code = new FetchedUserCode(folder.resolve("fetched"));
        return code.load(new JobDescription(new JobID(1, 2), "job", Map.of(), List.of(jars)));
    }

    private static <T> T create(UserCode.Loaded code, Class<?> type, Class<T> as) throws Exception {
        var constructor = code.classLoader().loadClass(type.getName()).getDeclaredConstructor();
        constructor.setAccessible(true);
        return as.cast(constructor.newInstance());
    }

    @Test
    void twoJobsUseTheirOwnVersionsOfAClassSideBySide() throws Exception {
        try (UserCode.Loaded one = load(jar("one"));
                UserCode.Loaded two = load(jar("two"))) {
            Supplier<?> ofOne = create(one, Versioned.class, Supplier.class);
            Supplier<?> ofTwo = create(two, Versioned.class, Supplier.class);
            assertThat(ofOne.get()).isEqualTo("one");
            assertThat(ofTwo.get()).isEqualTo("two");
            assertThat(ofOne.getClass()).isNotEqualTo(ofTwo.getClass()).isNotEqualTo(Versioned.class);
        }
    }

    @Test
    void aJarIsFetchedOnceForAllJobs() throws Exception {
        UserJar jar = jar("one");
        load(jar).close();
        Files.delete(folder.resolve("one.jar"));
        try (UserCode.Loaded again = load(jar)) {
            Supplier<?> loaded = create(again, Versioned.class, Supplier.class);
            assertThat(loaded.get()).isEqualTo("one");
        }
    }

    @Test
    void aJarThatIsNotWhatWasSubmittedIsRefused() throws Exception {
        UserJar jar = jar("one");
        String otherHash = "0".repeat(64);
        assertThatThrownBy(() -> load(new UserJar(jar.name(), jar.uri(), jar.sizeBytes(), otherHash)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("one.jar")
                .hasMessageContaining(jar.sha256())
                .hasMessageContaining(otherHash);
        try (var left = Files.list(folder.resolve("fetched"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aJarThatIsGoneIsToldWithItsPlace() {
        UserJar gone =
                new UserJar("gone.jar", folder.resolve("gone.jar").toUri().toString(), 1, "00");
        assertThatThrownBy(() -> load(gone))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Cannot fetch jar 'gone.jar' from " + gone.uri());
    }

    @Test
    void jobsSeeTheApiAndNeitherTheEngineNorHadoop() throws Exception {
        try (UserCode.Loaded code = load(jar("one"))) {
            assertThat(code.classLoader().loadClass(MapFunction.class.getName()))
                    .isSameAs(MapFunction.class);
            for (String hidden : List.of(
                    "io.weft.runtime.code.UserCode", "io.weft.model.Clock", "org.apache.hadoop.conf.Configuration")) {
                assertThat(Class.forName(hidden)).isNotNull();
                assertThatThrownBy(() -> code.classLoader().loadClass(hidden))
                        .isInstanceOf(ClassNotFoundException.class);
            }
        }
    }

    @Test
    void nothingIsLoadedAfterTheJobWasReleased() throws Exception {
        UserCode.Loaded code = load(jar("one"));
        code.close();
        assertThatThrownBy(() -> code.classLoader().loadClass(Versioned.class.getName()))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void aJobCannotEndTheProcess() throws Exception {
        try (UserCode.Loaded code = load(jar("one"))) {
            Runnable exits = create(code, Exits.class, Runnable.class);
            assertThatThrownBy(exits::run).isInstanceOf(SecurityException.class);
        }
    }
}

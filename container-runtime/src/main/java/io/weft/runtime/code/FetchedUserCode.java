package io.weft.runtime.code;

import io.weft.api.fs.FileSystem;
import io.weft.model.code.UserClassLoader;
import io.weft.model.graph.UserJar;
import io.weft.model.message.TaskManagerMessage.JobDescription;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Fetches jars into a folder, each under its hash, so that jobs with the same jar share the file. */
public final class FetchedUserCode implements UserCode {

    private final Path folder;

    /** @param folder of this process; made if it is not there */
    public FetchedUserCode(Path folder) {
        this.folder = folder;
    }

    @Override
    public Loaded load(JobDescription job) throws IOException {
        List<URL> files = new ArrayList<>();
        for (UserJar jar : job.userJars()) {
            files.add(fetch(jar).toUri().toURL());
        }
        UserClassLoader loader = new UserClassLoader(files, FetchedUserCode.class.getClassLoader());
        return new Loaded() {
            @Override
            public ClassLoader classLoader() {
                return loader;
            }

            @Override
            public void close() throws IOException {
                loader.close();
            }
        };
    }

    private synchronized Path fetch(UserJar jar) throws IOException {
        Path file = folder.resolve(jar.sha256() + ".jar");
        if (Files.exists(file)) {
            return file;
        }
        Files.createDirectories(folder);
        Path part = Files.createTempFile(folder, "fetching", ".part");
        try {
            String found = copy(jar, part);
            if (!found.equalsIgnoreCase(jar.sha256())) {
                throw new IOException("Jar '" + jar.name() + "' at " + jar.uri() + " has SHA-256 " + found
                        + ", but the job was submitted with " + jar.sha256() + ". Submit the job again.");
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
        return file;
    }

    /** Copies the jar and tells the hash of what was copied. */
    private static String copy(UserJar jar, Path to) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
        io.weft.api.fs.Path from = new io.weft.api.fs.Path(jar.uri());
        try (InputStream in = FileSystem.get(from.toUri()).open(from);
                DigestOutputStream out = new DigestOutputStream(Files.newOutputStream(to), digest)) {
            in.transferTo(out);
        } catch (IOException e) {
            throw new IOException("Cannot fetch jar '" + jar.name() + "' from " + jar.uri() + ": " + e.getMessage(), e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}

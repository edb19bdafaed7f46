package io.weft.yarn.client.submission;

import io.weft.yarn.client.terminal.CommandException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The engine's jars as one archive for the containers, named by its content. */
record EngineArchive(List<Jar> jars) {

    /** @param crc the CRC-32 of its content, which a zip wants to know beforehand */
    record Jar(Path path, long sizeBytes, long crc) {
        static Jar of(Path path) throws IOException {
            CRC32 crc = new CRC32();
            FileHash.forEachBlock(path, crc::update);
            return new Jar(path, Files.size(path), crc.getValue());
        }
    }

    EngineArchive {
        jars = List.copyOf(jars);
    }

    /** The archive of all jars in a directory. */
    static EngineArchive of(Path directory) throws IOException {
        List<Jar> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                if (file.toString().endsWith(".jar")) {
                    jars.add(Jar.of(file));
                }
            }
        }
        if (jars.isEmpty()) {
            throw new CommandException("There is no jar in " + directory
                    + ". The Weft distribution is incomplete: unpack it again, and start its own bin/ scripts.");
        }
        return new EngineArchive(jars);
    }

    /**
     * The same for the same jars. Their names, sizes and CRCs tell apart what one user installs; a digest of all bytes would cost every
     * submission a second, since the JVM's first compiler has no fast SHA-256.
     */
    String fileName() {
        MessageDigest digest = FileHash.sha256();
        for (Jar jar : jars) {
            digest.update((jar.path().getFileName() + "\0" + jar.sizeBytes() + "\0" + jar.crc() + "\0")
                    .getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest()) + ".zip";
    }

    /** Writes the archive. Jars are compressed already, so they are only stored. */
    void writeTo(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.setMethod(ZipOutputStream.STORED);
        for (Jar jar : jars) {
            ZipEntry entry = new ZipEntry(jar.path().getFileName().toString());
            entry.setSize(jar.sizeBytes());
            entry.setCrc(jar.crc());
            // NodeManagers keep it, and the JVM's class data archive is valid only for jars of unchanged times.
            entry.setLastModifiedTime(FileTime.fromMillis(0));
            zip.putNextEntry(entry);
            Files.copy(jar.path(), zip);
            zip.closeEntry();
        }
        zip.finish();
    }
}

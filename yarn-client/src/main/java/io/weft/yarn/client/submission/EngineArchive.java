package io.weft.yarn.client.submission;

import io.weft.yarn.client.terminal.CommandException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The engine's jars as one archive for the containers, named by its content. */
record EngineArchive(List<Path> jars, String sha256) {
    EngineArchive {
        jars = List.copyOf(jars);
    }

    /** The archive of all jars in a directory. */
    static EngineArchive of(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
            if (jars.isEmpty()) {
                throw new CommandException("There is no jar in " + directory
                        + ". The Weft distribution is incomplete: unpack it again, and start its own bin/ scripts.");
            }
            return new EngineArchive(jars, hash(jars));
        }
    }

    String fileName() {
        return sha256 + ".zip";
    }

    /** Writes the archive. Jars are compressed already, so they are only stored. */
    void writeTo(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.setMethod(ZipOutputStream.STORED);
        for (Path jar : jars) {
            ZipEntry entry = new ZipEntry(jar.getFileName().toString());
            entry.setSize(Files.size(jar));
            entry.setCrc(crc(jar));
            // NodeManagers keep it, and the JVM's class data archive is valid only for jars of unchanged times.
            entry.setLastModifiedTime(FileTime.fromMillis(0));
            zip.putNextEntry(entry);
            Files.copy(jar, zip);
            zip.closeEntry();
        }
        zip.finish();
    }

    private static String hash(List<Path> jars) throws IOException {
        MessageDigest digest = FileHash.sha256();
        for (Path jar : jars) {
            digest.update((jar.getFileName() + "\0" + Files.size(jar) + "\0").getBytes(StandardCharsets.UTF_8));
            FileHash.forEachBlock(jar, digest::update);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static long crc(Path file) throws IOException {
        CRC32 crc = new CRC32();
        FileHash.forEachBlock(file, crc::update);
        return crc.getValue();
    }
}

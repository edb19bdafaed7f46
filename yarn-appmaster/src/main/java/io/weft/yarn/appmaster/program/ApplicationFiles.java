package io.weft.yarn.appmaster.program;

import io.weft.api.config.Configuration;
import io.weft.hdfs.ContainerWorkspace;
import io.weft.model.message.ClientRequest;
import io.weft.transport.MessageCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * An application's own files, as the client packs them into one archive and as they lie in {@value ContainerWorkspace#APPLICATION} in every
 * container. They are on the class path there, so that Hadoop finds its part by itself.
 */
public final class ApplicationFiles {

    /** The archive's name in the staging directory. */
    public static final String ARCHIVE = "application.zip";

    /** Hadoop reads them in this order, each after the defaults of its part, which would win over an earlier file. */
    private static final List<String> HADOOP_SETTINGS = List.of("core-site.xml", "hdfs-site.xml", "yarn-site.xml");

    private static final String JOB = "job.bin";
    private static final String MAIN = "main.properties";

    private static final int MAX_JOB_BYTES = 256 * 1024 * 1024;

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    public ApplicationFiles withHadoopSettings(byte[] xml) {
        HADOOP_SETTINGS.forEach(name -> files.put(name, xml));
        return this;
    }

    public ApplicationFiles withSettings(Configuration settings) {
        return withProperties(ContainerWorkspace.SETTINGS, settings.toMap());
    }

    /** The job of a per-job application. */
    public ApplicationFiles withJob(ClientRequest.SubmitJob job) {
        files.put(JOB, MessageCodec.forFramesUpTo(MAX_JOB_BYTES).encode(job));
        return this;
    }

    /** What an application-mode ApplicationMaster runs. */
    public ApplicationFiles withMain(MainProgram program) {
        return withProperties(MAIN, program.toMap());
    }

    private ApplicationFiles withProperties(String name, Map<String, String> values) {
        Properties properties = new Properties();
        properties.putAll(values);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            properties.store(out, null);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        files.put(name, out.toByteArray());
        return this;
    }

    /** All files as a zip archive. */
    public byte[] toZip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    public static ClientRequest.SubmitJob readJob(Path workingDirectory) throws IOException {
        byte[] bytes = Files.readAllBytes(file(workingDirectory, JOB));
        return (ClientRequest.SubmitJob)
                MessageCodec.forFramesUpTo(MAX_JOB_BYTES).decode(bytes);
    }

    public static MainProgram readMain(Path workingDirectory) throws IOException {
        return MainProgram.fromMap(ContainerWorkspace.readProperties(file(workingDirectory, MAIN)));
    }

    private static Path file(Path workingDirectory, String name) {
        return workingDirectory.resolve(ContainerWorkspace.APPLICATION).resolve(name);
    }
}

package io.weft.yarn.appmaster.launch;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.api.records.LocalResourceType;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;
import org.apache.hadoop.yarn.api.records.URL;

/**
 * The files that YARN puts into a container's directory, by their names there. The client knows them all; it tells the ApplicationMaster
 * in an environment variable, so that TaskManagers get the same without another look at the file system.
 */
public final class ContainerFiles {

    /** The environment variable of the ApplicationMaster that lists the files of TaskManagers. */
    public static final String VARIABLE = "WEFT_CONTAINER_FILES";

    private static final int FIELDS = 6;

    private ContainerFiles() {}

    public static LocalResource resource(FileStatus file, LocalResourceType type, LocalResourceVisibility visibility) {
        URL url = URL.fromPath(file.getPath());
        return LocalResource.newInstance(url, type, visibility, file.getLen(), file.getModificationTime());
    }

    /** The files as one line of words. Neither names nor addresses hold blanks. */
    public static String write(Map<String, LocalResource> files) {
        StringJoiner words = new StringJoiner(" ");
        files.forEach((name, file) -> words.add(name)
                .add(uri(file.getResource()).toString())
                .add(file.getType().name())
                .add(file.getVisibility().name())
                .add(Long.toString(file.getSize()))
                .add(Long.toString(file.getTimestamp())));
        return words.toString();
    }

    /** The files that {@link #write} wrote. */
    public static Map<String, LocalResource> read(String line) {
        List<String> words = List.of(line.split(" ", -1));
        if (words.size() % FIELDS != 0) {
            throw new IllegalArgumentException(
                    VARIABLE + " holds " + words.size() + " words, not a multiple of " + FIELDS + ": " + line);
        }
        Map<String, LocalResource> files = new LinkedHashMap<>();
        for (int i = 0; i < words.size(); i += FIELDS) {
            files.put(
                    words.get(i),
                    LocalResource.newInstance(
                            URL.fromURI(URI.create(words.get(i + 1))),
                            LocalResourceType.valueOf(words.get(i + 2)),
                            LocalResourceVisibility.valueOf(words.get(i + 3)),
                            Long.parseLong(words.get(i + 4)),
                            Long.parseLong(words.get(i + 5))));
        }
        return files;
    }

    private static URI uri(URL url) {
        try {
            return url.toPath().toUri();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("A resource's address came from a path, so it is one: " + url, impossible);
        }
    }
}

package io.weft.api.fs;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The providers on the class path, and the file systems they have made. */
final class FileSystemProviders {

    private static final Map<String, FileSystemProvider> BY_SCHEME = load();
    private static final Map<String, FileSystem> FILE_SYSTEMS = new ConcurrentHashMap<>();

    private FileSystemProviders() {}

    static FileSystem fileSystemOf(URI uri) throws IOException {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (scheme.equals("file")) {
            return LocalFileSystem.INSTANCE;
        }
        FileSystemProvider provider = BY_SCHEME.get(scheme);
        if (provider == null) {
            throw new UnsupportedFileSystemSchemeException("There is no file system for the scheme '" + scheme + "' of "
                    + uri
                    + "; known are file" + (BY_SCHEME.isEmpty() ? "" : ", " + String.join(", ", BY_SCHEME.keySet()))
                    + ". A Hadoop file system needs Weft's hdfs-state module on the class path.");
        }
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        URI root = URI.create(scheme + "://" + authority + "/");
        FileSystem known = FILE_SYSTEMS.get(root.toString());
        if (known != null) {
            return known;
        }
        // Two threads may both make one: the second is dropped.
        FileSystem made = provider.create(root);
        FileSystem earlier = FILE_SYSTEMS.putIfAbsent(root.toString(), made);
        return earlier == null ? made : earlier;
    }

    /** From the class path that has this API: user code may not bring file systems of its own, which would outlive its job. */
    private static Map<String, FileSystemProvider> load() {
        Map<String, FileSystemProvider> providers = new TreeMap<>();
        for (FileSystemProvider provider :
                ServiceLoader.load(FileSystemProvider.class, FileSystem.class.getClassLoader())) {
            providers.put(provider.scheme(), provider);
        }
        return providers;
    }
}

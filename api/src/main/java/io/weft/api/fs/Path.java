package io.weft.api.fs;

import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;

/**
 * Names a file or directory in some file system: {@code hdfs://host:port/dir/file}, {@code file:///dir/file}, or without a scheme, which
 * then is the configured default. Normalized: no doubled slash, none at the end. Immutable.
 */
public final class Path implements Serializable, Comparable<Path> {

    public static final String SEPARATOR = "/";

    private final URI uri;

    /** @throws IllegalArgumentException if the text is empty or no path */
    public Path(String pathString) {
        this(parse(pathString));
    }

    public Path(URI uri) {
        this.uri = normalized(uri);
    }

    public Path(String parent, String child) {
        this(new Path(parent), child);
    }

    public Path(Path parent, String child) {
        this(parent, new Path(child));
    }

    /** @param child relative, or else it is the result */
    public Path(Path parent, Path child) {
        this(child.isAbsolute() || child.uri.getScheme() != null ? child.uri : append(parent.uri, child.getPath()));
    }

    public static Path fromLocalFile(File file) {
        return new Path(withPath(URI.create("file:///"), file.getAbsolutePath()));
    }

    public URI toUri() {
        return uri;
    }

    /** The file system this path lies in. */
    public FileSystem getFileSystem() throws IOException {
        return FileSystem.get(uri);
    }

    /** The path without scheme and authority. */
    public String getPath() {
        return uri.getPath();
    }

    /** The last component; empty for a root. */
    public String getName() {
        String path = getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The path without its last component, or null for a root. */
    public Path getParent() {
        String path = getPath();
        int slash = path.lastIndexOf('/');
        if (path.equals(SEPARATOR) || path.isEmpty()) {
            return null;
        }
        return new Path(withPath(uri, slash == 0 ? SEPARATOR : path.substring(0, Math.max(slash, 0))));
    }

    /** This path with text added to its last component. */
    public Path suffix(String suffix) {
        return new Path(withPath(uri, getPath() + suffix));
    }

    public boolean isAbsolute() {
        return getPath().startsWith(SEPARATOR);
    }

    /** How many components there are. */
    public int depth() {
        String path = getPath();
        return path.isEmpty() || path.equals(SEPARATOR)
                ? 0
                : (int) path.substring(1).chars().filter(c -> c == '/').count() + 1;
    }

    @Override
    public int compareTo(Path other) {
        return uri.compareTo(other.uri);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Path path && uri.equals(path.uri);
    }

    @Override
    public int hashCode() {
        return uri.hashCode();
    }

    /** The text that makes an equal path; nothing in it is escaped. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (uri.getScheme() != null) {
            text.append(uri.getScheme()).append(':');
        }
        if (uri.getRawAuthority() != null) {
            text.append("//").append(uri.getAuthority());
        } else if (uri.getScheme() != null) {
            text.append("//");
        }
        return text.append(getPath()).toString();
    }

    /** Reads scheme and authority by hand, because the rest of a path may hold characters that a URI must escape. */
    private static URI parse(String text) {
        if (Objects.requireNonNull(text, "pathString").isBlank()) {
            throw new IllegalArgumentException("A path is needed, but the text is empty.");
        }
        String rest = text;
        String scheme = null;
        String authority = null;
        int colon = rest.indexOf(':');
        int slash = rest.indexOf('/');
        if (colon > 0 && (slash < 0 || colon < slash)) {
            scheme = rest.substring(0, colon);
            rest = rest.substring(colon + 1);
        }
        if (rest.startsWith("//") && rest.length() > 2 && scheme != null) {
            int end = rest.indexOf('/', 2);
            authority = rest.substring(2, end < 0 ? rest.length() : end);
            rest = end < 0 ? SEPARATOR : rest.substring(end);
        }
        return uri(scheme, authority, rest);
    }

    private static URI normalized(URI uri) {
        String path = uri.getPath() == null ? "" : uri.getPath().replaceAll("/+", SEPARATOR);
        boolean endsWithSlash = path.length() > 1 && path.endsWith(SEPARATOR);
        return uri(uri.getScheme(), uri.getAuthority(), endsWithSlash ? path.substring(0, path.length() - 1) : path)
                .normalize();
    }

    private static URI append(URI parent, String child) {
        // The parent of a single relative name is the empty path, below which that name is found again.
        String path = parent.getPath();
        return withPath(parent, path.isEmpty() || path.endsWith(SEPARATOR) ? path + child : path + SEPARATOR + child);
    }

    private static URI withPath(URI uri, String path) {
        return uri(uri.getScheme(), uri.getAuthority(), path);
    }

    private static URI uri(String scheme, String authority, String path) {
        try {
            boolean noAuthority = authority == null || authority.isEmpty();
            return new URI(scheme, noAuthority ? null : authority, path, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + path + "' is no path: " + e.getMessage(), e);
        }
    }
}

package io.weft.model.code;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.CodeSigner;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;

/**
 * Loads a job's classes: from the job's own jars first, and of the engine only what jobs are written against. The engine's other
 * classes, Hadoop's and all their libraries are invisible, so their versions never clash with the job's. A class that would end the
 * process throws a {@link SecurityException} instead.
 */
public final class UserClassLoader extends URLClassLoader {

    /**
     * What a job shares with the engine: both must see the same class, whatever the job's jar brings. Kryo's, for the serializers that
     * jobs write for it.
     */
    private static final List<String> SHARED =
            List.of("io.weft.api.", "io.weft.connector.", "org.slf4j.", "com.esotericsoftware.kryo.");

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader engine;

    /**
     * @param jars in class path order
     * @param engine where the classes that jobs are written against come from
     */
    public UserClassLoader(List<URL> jars, ClassLoader engine) {
        super("weft-user-code", jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        this.engine = engine;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (isShared(name)) {
            return engine.loadClass(name);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                loaded = loadUnshared(name);
            }
            if (resolve) {
                resolveClass(loaded);
            }
            return loaded;
        }
    }

    private Class<?> loadUnshared(String name) throws ClassNotFoundException {
        // The JDK's own java.* cannot be redefined, and asking it first there spares a scan of the jars.
        if (name.startsWith("java.")) {
            return getParent().loadClass(name);
        }
        try {
            return findClass(name);
        } catch (ClassNotFoundException notInJars) {
            return getParent().loadClass(name);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        String file = name.replace('.', '/') + ".class";
        URL url = findResource(file);
        if (url == null) {
            throw new ClassNotFoundException(name);
        }
        try (InputStream in = getResourceAsStream(file)) {
            byte[] classFile = ExitGuard.guard(in.readAllBytes());
            return defineClass(name, classFile, 0, classFile.length, new CodeSource(origin(url), (CodeSigner[]) null));
        } catch (IOException e) {
            throw new ClassNotFoundException(name + " cannot be read from " + url, e);
        }
    }

    /** The jar, or the file itself. */
    private static URL origin(URL url) throws IOException {
        return url.openConnection() instanceof JarURLConnection inJar ? inJar.getJarFileURL() : url;
    }

    @Override
    public URL getResource(String name) {
        URL own = findResource(name);
        return own != null ? own : getParent().getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> found = new ArrayList<>(Collections.list(findResources(name)));
        found.addAll(Collections.list(getParent().getResources(name)));
        return Collections.enumeration(found);
    }

    /** Where user code called {@code System.exit} and the like, if that is what this exception came from. */
    public static Optional<StackTraceElement> exitCall(Throwable thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        return trace.length > 1 && ExitGuard.isThrower(trace[0]) ? Optional.of(trace[1]) : Optional.empty();
    }

    private static boolean isShared(String className) {
        return SHARED.stream().anyMatch(className::startsWith);
    }
}

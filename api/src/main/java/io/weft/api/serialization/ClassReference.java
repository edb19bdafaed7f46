package io.weft.api.serialization;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/**
 * A class as a snapshot knows it: by name. Whether it is there is found out only when someone asks for it.
 *
 * @param name as in {@link Class#getName()}, at the time of the snapshot
 * @param loader finds it, perhaps under a newer name; null for a class of the JDK
 */
public record ClassReference(String name, ClassLoader loader) {

    public ClassReference {
        Objects.requireNonNull(name, "name");
    }

    public static ClassReference of(Class<?> type) {
        return new ClassReference(type.getName(), type.getClassLoader());
    }

    /** Reads what {@link #write} wrote. */
    public static ClassReference read(DataInputView in, ClassLoader loader) throws IOException {
        return new ClassReference(in.readText(), loader);
    }

    public void write(DataOutputView out) throws IOException {
        out.writeText(name);
    }

    /** The class as it is now, under its present name. */
    public Optional<Class<?>> find() {
        try {
            // A loader knows no arrays, and the JDK's own classes may have none.
            boolean direct = loader == null || name.startsWith("[");
            return Optional.of(direct ? Class.forName(name, false, loader) : loader.loadClass(name));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    /** True if both are found, and are the same class now. */
    public boolean isSameClassAs(ClassReference other) {
        Optional<Class<?>> found = find();
        return found.isPresent() && found.equals(other.find());
    }
}

package io.weft.runtime.hot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Makes objects whose classes are copies (hidden classes) of the engine's own, one copy for each place in a chain. The compiler profiles
 * types per class, so in a copy every call site sees the types of its own chain only, and the chain inlines into one loop: 1 ns a record
 * and operator where shared classes take 3 and more. The subtasks of a vertex share the copies; they unload with the job.
 *
 * <p>A copied class is held by an interface or superclass only, has one constructor, and has no static state, no lambdas and no method
 * that takes or returns its own type, for all these would mean the original. Thread-safe.
 */
public final class ClassCopies {

    /**
     * Weak, so that copies go when the user's classes go. For the whole process, because jobs that run again and again, and tasks that
     * restart, find their code compiled.
     */
    private static final Map<ClassLoader, ConcurrentMap<String, ClassCopies>> BY_SHAPE =
            Collections.synchronizedMap(new WeakHashMap<>());

    private final ConcurrentMap<Place, MethodHandle> constructors;
    private final String prefix;

    private record Place(Class<?> original, String name) {}

    public ClassCopies() {
        this(new ConcurrentHashMap<>(), "");
    }

    /**
     * The copies that chains of the same shape share.
     *
     * @param userCode the loader of the functions in the chain
     * @param shape names the chain's functions by their classes
     */
    public static ClassCopies ofShape(ClassLoader userCode, String shape) {
        return BY_SHAPE.computeIfAbsent(userCode, unknown -> new ConcurrentHashMap<>())
                .computeIfAbsent(shape, unknown -> new ClassCopies());
    }

    private ClassCopies(ConcurrentMap<Place, MethodHandle> constructors, String prefix) {
        this.constructors = constructors;
        this.prefix = prefix;
    }

    /** The copies for a place within this one. */
    public ClassCopies at(String place) {
        return new ClassCopies(constructors, prefix + '/' + place);
    }

    /** Makes an object of this place's copy of a class. */
    public <T> T create(Class<T> heldAs, Class<? extends T> original, Object... arguments) {
        MethodHandle constructor = constructors.computeIfAbsent(new Place(original, prefix), ClassCopies::copy);
        try {
            return heldAs.cast(constructor.invokeWithArguments(arguments));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("Cannot make a copy of " + original.getName(), e);
        }
    }

    private static MethodHandle copy(Place place) {
        Class<?> original = place.original;
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(original, MethodHandles.lookup())
                    .defineHiddenClass(bytes(original), false);
            return lookup.unreflectConstructor(lookup.lookupClass().getDeclaredConstructors()[0]);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Cannot copy " + original.getName(), e);
        }
    }

    private static byte[] bytes(Class<?> type) {
        String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream in = type.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The class file " + file + " of " + type.getName() + " is not there");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the class file of " + type.getName(), e);
        }
    }
}

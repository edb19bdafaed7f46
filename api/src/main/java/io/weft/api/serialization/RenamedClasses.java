package io.weft.api.serialization;

import io.weft.api.config.Configuration;
import io.weft.api.config.StateRecoveryOptions;
import java.util.Map;

/**
 * A class loader that knows classes by their older names too. State that was written before a class was renamed or moved is read with it:
 *
 * <pre>{@code
 * state.class-renames: com.acme.Visit:com.acme.web.PageView
 * }</pre>
 *
 * <p>Nested classes are named as the JVM does, {@code com.acme.Outer$Inner}, each for itself.
 */
public final class RenamedClasses extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    private final Map<String, String> renames;

    /**
     * @param userCode finds the classes by their present names
     * @param renames the present name for each older one
     */
    public RenamedClasses(ClassLoader userCode, Map<String, String> renames) {
        super(userCode);
        this.renames = Map.copyOf(renames);
    }

    /** What finds the classes of state: the class loader itself if nothing was renamed. */
    public static ClassLoader of(ClassLoader userCode, Configuration job) {
        Map<String, String> renames = job.get(StateRecoveryOptions.CLASS_RENAMES, Map.of());
        return renames.isEmpty() ? userCode : new RenamedClasses(userCode, renames);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return getParent().loadClass(renames.getOrDefault(name, name));
    }
}

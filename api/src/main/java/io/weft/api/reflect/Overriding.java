package io.weft.api.reflect;

/** Finds out which of two methods, each of which calls the other unless it is overridden, a class has overridden. */
public final class Overriding {

    private Overriding() {}

    /** True if a class, or one between it and {@code declaring}, overrides a public method that {@code declaring} has. */
    public static boolean isOverridden(Class<?> type, Class<?> declaring, String method, Class<?>... parameters) {
        try {
            return type.getMethod(method, parameters).getDeclaringClass() != declaring;
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(declaring.getName() + " has no public method " + method, e);
        }
    }
}

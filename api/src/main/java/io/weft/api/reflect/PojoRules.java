package io.weft.api.reflect;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The rules that make a class a POJO: it is public (and static, if nested), has a public constructor without parameters, and each field of
 * it and its superclasses that is neither static nor transient is not final, and public or has a public getter and setter.
 */
public final class PojoRules {

    private PojoRules() {}

    /**
     * What the rules say about a class.
     *
     * @param fields the fields, by name; empty if the class is no POJO
     * @param objection why the class is no POJO, as the end of a sentence; null if it is one
     */
    public record Verdict(List<Field> fields, String objection) {
        public Verdict {
            fields = List.copyOf(fields);
        }

        public boolean isPojo() {
            return objection == null;
        }
    }

    /** Judges a class. */
    public static Verdict check(Class<?> type) {
        String objection = objectionToClass(type);
        if (objection != null) {
            return new Verdict(List.of(), objection);
        }
        List<Field> fields = fields(type);
        Set<String> names = new HashSet<>();
        for (Field field : fields) {
            objection = names.add(field.getName())
                    ? objectionToField(type, field)
                    : "it and its superclasses have more than one field named " + field.getName();
            if (objection != null) {
                return new Verdict(List.of(), objection);
            }
        }
        return fields.isEmpty() ? new Verdict(fields, "it has no fields") : new Verdict(fields, null);
    }

    /** The fields that make up a value, those of superclasses too, by name. */
    public static List<Field> fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                    fields.add(field);
                }
            }
        }
        fields.sort(Comparator.comparing(Field::getName));
        return fields;
    }

    /** The public method that returns a field: {@code getX()}, {@code isX()}, {@code hasX()} or {@code x()}. */
    public static Optional<Method> getter(Class<?> type, Field field) {
        String name = field.getName();
        String capital = capital(name);
        for (String candidate : List.of("get" + capital, "is" + capital, "has" + capital, name)) {
            Method method = publicMethod(type, candidate);
            if (method != null && method.getReturnType() == field.getType()) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }

    /** The public method that sets a field: {@code setX(value)}, or {@code x_$eq(value)} as Scala names it. */
    public static Optional<Method> setter(Class<?> type, Field field) {
        String name = field.getName();
        for (String candidate : List.of("set" + capital(name), name + "_$eq")) {
            Method method = publicMethod(type, candidate, field.getType());
            if (method != null) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }

    private static String capital(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static Method publicMethod(Class<?> type, String name, Class<?>... parameters) {
        try {
            Method method = type.getMethod(name, parameters);
            return Modifier.isStatic(method.getModifiers()) ? null : method;
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    private static String objectionToClass(Class<?> type) {
        if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
            return "it is abstract";
        }
        if (type.isAnonymousClass() || type.isLocalClass()) {
            return "it is declared inside a method";
        }
        if (!Modifier.isPublic(type.getModifiers())) {
            return "it is not public";
        }
        if (type.isMemberClass() && !Modifier.isStatic(type.getModifiers())) {
            return "it is an inner class that is not static";
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            return Modifier.isPublic(constructor.getModifiers())
                    ? null
                    : "its constructor without parameters is not public";
        } catch (NoSuchMethodException e) {
            return "it has no public constructor without parameters";
        }
    }

    private static String objectionToField(Class<?> type, Field field) {
        String name = field.getName();
        if (Modifier.isFinal(field.getModifiers())) {
            return "its field " + name + " is final";
        }
        if (Modifier.isPublic(field.getModifiers())) {
            return null;
        }
        boolean readable = getter(type, field).isPresent();
        boolean writable = setter(type, field).isPresent();
        if (readable && writable) {
            return null;
        }
        String missing = readable ? "setter" : writable ? "getter" : "getter and setter";
        return "its field " + name + " is neither public nor has a public " + missing + " of the type "
                + field.getType().getSimpleName();
    }

    /** True if a class says itself what makes its values equal, with a hash code that fits. */
    public static boolean hasOwnEquality(Class<?> type) {
        return declares(type, "hashCode") && declares(type, "equals", Object.class);
    }

    private static boolean declares(Class<?> type, String name, Class<?>... parameters) {
        Method method = publicMethod(type, name, parameters);
        return method != null && !Objects.equals(method.getDeclaringClass(), Object.class);
    }
}

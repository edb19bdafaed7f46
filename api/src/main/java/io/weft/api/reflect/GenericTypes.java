package io.weft.api.reflect;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashMap;
import java.util.Map;

/** Generic types through a class hierarchy. */
public final class GenericTypes {

    private GenericTypes() {}

    /**
     * What each type variable of a type's class and of all its supertypes stands for, as far as the declarations say; in terms of each
     * other, so that {@link #resolve} has to be asked.
     */
    public static Map<TypeVariable<?>, Type> bindings(Type type) {
        Map<TypeVariable<?>, Type> bindings = new HashMap<>();
        collect(type, bindings);
        return bindings;
    }

    private static void collect(Type type, Map<TypeVariable<?>, Type> bindings) {
        if (type instanceof ParameterizedType parameterized) {
            TypeVariable<?>[] variables = rawClass(type).getTypeParameters();
            Type[] arguments = parameterized.getActualTypeArguments();
            for (int i = 0; i < variables.length; i++) {
                if (!variables[i].equals(arguments[i])) {
                    bindings.put(variables[i], arguments[i]);
                }
            }
            if (parameterized.getOwnerType() != null) {
                collect(parameterized.getOwnerType(), bindings);
            }
        }
        Class<?> raw = rawClass(type);
        if (raw.getGenericSuperclass() != null) {
            collect(raw.getGenericSuperclass(), bindings);
        }
        for (Type implemented : raw.getGenericInterfaces()) {
            collect(implemented, bindings);
        }
    }

    /** Follows a type variable to what it stands for; ends at a variable that nothing is known of. Other types stay. */
    public static Type resolve(Type type, Map<TypeVariable<?>, Type> bindings) {
        Type current = type;
        for (int steps = 0; current instanceof TypeVariable<?> variable && steps <= bindings.size(); steps++) {
            Type next = bindings.get(variable);
            if (next == null) {
                return current;
            }
            current = next;
        }
        return current;
    }

    /** The class of a type without its parameters; that of the first bound for a variable or wildcard. */
    public static Class<?> rawClass(Type type) {
        if (type instanceof Class<?> c) {
            return c;
        }
        if (type instanceof ParameterizedType parameterized) {
            return (Class<?>) parameterized.getRawType();
        }
        if (type instanceof GenericArrayType array) {
            return Array.newInstance(rawClass(array.getGenericComponentType()), 0)
                    .getClass();
        }
        if (type instanceof TypeVariable<?> variable) {
            return rawClass(variable.getBounds()[0]);
        }
        if (type instanceof WildcardType wildcard) {
            return rawClass(wildcard.getUpperBounds()[0]);
        }
        throw new IllegalArgumentException("Not a type of the language: " + type);
    }
}

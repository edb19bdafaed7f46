package io.weft.api.serialization.struct;

import io.weft.api.reflect.PojoRules;
import io.weft.api.serialization.struct.StructLayout.Kind;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.NoSuchElementException;

/** Gets the fields of structures, and makes structures of them, by method handles. Thread-safe. */
public final class StructAccess<T> {

    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);
    private static final MethodType SETTER = MethodType.methodType(void.class, Object.class, Object.class);

    private final Class<T> type;
    private final Kind kind;
    private final MethodHandle[] getters;
    private final MethodHandle[] setters;
    private final MethodHandle constructor;

    /** @param names of the fields; a record's are all of its components in their order */
    public StructAccess(Class<T> type, Kind kind, List<String> names) {
        this.type = type;
        this.kind = kind;
        int count = names.size();
        getters = new MethodHandle[count];
        setters = new MethodHandle[kind == Kind.RECORD ? 0 : count];
        Class<?>[] fieldTypes = new Class<?>[count];
        try {
            for (int i = 0; i < count; i++) {
                Field field = field(type, names.get(i));
                fieldTypes[i] = field.getType();
                getters[i] = getter(field).asType(GETTER);
                if (setters.length > 0) {
                    setters[i] = setter(field).asType(SETTER);
                }
            }
            constructor = constructor(fieldTypes);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "The fields of " + type.getName() + " can't be accessed: " + e.getMessage()
                            + ". Open its module to this one, or make the class and its members public",
                    e);
        }
    }

    /** The field of that name of a class or its superclasses. */
    public static Field field(Class<?> type, String name) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
        }
        throw new NoSuchElementException(type.getName() + " has no field " + name);
    }

    /** How many fields each object of a class has, those of superclasses included. */
    static int instanceFields(Class<?> type) {
        int count = 0;
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                count += Modifier.isStatic(field.getModifiers()) ? 0 : 1;
            }
        }
        return count;
    }

    private MethodHandle getter(Field field) throws IllegalAccessException {
        try {
            return lookup(field.getDeclaringClass()).unreflectGetter(field);
        } catch (IllegalAccessException e) {
            return MethodHandles.publicLookup()
                    .unreflect(PojoRules.getter(type, field).orElseThrow(() -> e));
        }
    }

    private MethodHandle setter(Field field) throws IllegalAccessException {
        try {
            return lookup(field.getDeclaringClass()).unreflectSetter(field);
        } catch (IllegalAccessException e) {
            return MethodHandles.publicLookup()
                    .unreflect(PojoRules.setter(type, field).orElseThrow(() -> e));
        }
    }

    /** May see what is private in that class; if that is refused, what is public. */
    private static MethodHandles.Lookup lookup(Class<?> owner) {
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
        } catch (IllegalAccessException e) {
            return MethodHandles.publicLookup();
        }
    }

    private MethodHandle constructor(Class<?>[] fieldTypes) throws ReflectiveOperationException {
        Class<?>[] parameters = kind == Kind.RECORD ? fieldTypes : new Class<?>[0];
        MethodHandle handle = lookup(type).findConstructor(type, MethodType.methodType(void.class, parameters));
        MethodType spread = MethodType.methodType(Object.class, Object[].class);
        return kind == Kind.RECORD
                ? handle.asSpreader(Object[].class, parameters.length).asType(spread)
                : handle.asType(MethodType.methodType(Object.class));
    }

    /** The value of a field, boxed. */
    public Object get(T struct, int index) {
        try {
            return (Object) getters[index].invokeExact((Object) struct);
        } catch (Throwable e) {
            throw propagate(e);
        }
    }

    /** An empty tuple or POJO. */
    @SuppressWarnings("unchecked") // the constructor makes a T
    public T create() {
        try {
            return (T) (Object) constructor.invokeExact();
        } catch (Throwable e) {
            throw propagate(e);
        }
    }

    /** A structure with these values in its fields. */
    @SuppressWarnings("unchecked") // the constructor makes a T
    public T create(Object[] values) {
        try {
            if (kind == Kind.RECORD) {
                return (T) (Object) constructor.invokeExact(values);
            }
            T struct = create();
            for (int i = 0; i < values.length; i++) {
                setters[i].invokeExact((Object) struct, values[i]);
            }
            return struct;
        } catch (Throwable e) {
            throw propagate(e);
        }
    }

    /** Sets a field of a tuple or POJO. */
    public void set(T struct, int index, Object value) {
        try {
            setters[index].invokeExact((Object) struct, value);
        } catch (Throwable e) {
            throw propagate(e);
        }
    }

    private RuntimeException propagate(Throwable e) {
        if (e instanceof RuntimeException runtime) {
            return runtime;
        }
        if (e instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("A constructor, getter or setter of " + type.getName() + " failed", e);
    }
}

package io.weft.api.datastream;

import io.weft.api.plan.InvalidProgramException;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Optional;

/**
 * Finds out where a program is written, and not in a container, that a function cannot be sent there. Objects that a function holds only
 * because it was made in them, and never uses, are let go.
 */
final class SerializabilityCheck {

    private SerializabilityCheck() {}

    /** @throws InvalidProgramException naming what is not serializable */
    static void check(Object function) {
        try (ObjectOutputStream out = new LettingGo()) {
            out.writeObject(function);
        } catch (NotSerializableException e) {
            throw new InvalidProgramException(
                    function.getClass().getName() + " cannot be sent to the containers, because it holds "
                            + culprit(function, e.getMessage())
                            + ". Make that class Serializable, or the field transient and fill it in open(); a lambda or anonymous"
                            + " class holds what it uses of the object it was made in, which a static nested class does not.",
                    e);
        } catch (IOException | RuntimeException e) {
            throw new InvalidProgramException(
                    function.getClass().getName() + " cannot be sent to the containers: " + e, e);
        }
    }

    private static String culprit(Object function, String className) {
        return field(function, className)
                .map(field -> "in its field '" + field.getName() + "' an object of " + className)
                .orElse("an object of " + className);
    }

    /** The function's own field of that class; deeper ones are not searched. */
    private static Optional<Field> field(Object function, String className) {
        for (Class<?> type = function.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                boolean travels =
                        !Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers());
                if (travels && field.getType().getName().equals(className)) {
                    return Optional.of(field);
                }
            }
        }
        return Optional.empty();
    }

    /** Sees every object that a function holds before the object's fields are written. */
    private static final class LettingGo extends ObjectOutputStream {

        LettingGo() throws IOException {
            super(OutputStream.nullOutputStream());
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object object) throws IOException {
            OuterReference.dropIfUnused(object);
            return object;
        }
    }
}

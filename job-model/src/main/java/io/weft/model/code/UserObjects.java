package io.weft.model.code;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;

/** Reads objects that hold the user's functions: the engine's classes come from the engine, all others from the user's jars. */
public final class UserObjects {

    private UserObjects() {}

    /**
     * Reads one object that Java serialization wrote.
     *
     * @throws IOException if the bytes cannot be read as an object
     * @throws ClassNotFoundException naming a class that neither the user's jars nor the engine have
     */
    public static Object read(byte[] serialized, ClassLoader userCode) throws IOException, ClassNotFoundException {
        try (UserObjectInputStream in = new UserObjectInputStream(new ByteArrayInputStream(serialized), userCode)) {
            return in.readObject();
        }
    }

    private static final class UserObjectInputStream extends ObjectInputStream {
        private static final ClassLoader ENGINE = UserObjects.class.getClassLoader();

        private final ClassLoader userCode;

        UserObjectInputStream(InputStream in, ClassLoader userCode) throws IOException {
            super(in);
            this.userCode = userCode;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(description.getName(), false, userCode);
            } catch (ClassNotFoundException notTheUsers) {
                return engineClass(description, notTheUsers);
            }
        }

        /** Only what the engine itself puts around the user's objects, so that user code cannot come to lean on the rest. */
        private Class<?> engineClass(ObjectStreamClass description, ClassNotFoundException notTheUsers)
                throws IOException, ClassNotFoundException {
            String name = description.getName();
            if (name.contains("io.weft.")) {
                return Class.forName(name, false, ENGINE);
            }
            if (name.indexOf('.') < 0) {
                return super.resolveClass(description); // a primitive type
            }
            throw notTheUsers;
        }
    }
}

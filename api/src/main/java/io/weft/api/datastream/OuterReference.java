package io.weft.api.datastream;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.util.Optional;

/** The object that an inner or anonymous class was made in: the compiler keeps it in a field even if nothing ever reads it. */
final class OuterReference {

    private static final String FIELD_PREFIX = "this$";

    private OuterReference() {}

    /** Empties the field if no code reads it. */
    static void dropIfUnused(Object object) throws IOException {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getEnclosingClass() == null) {
                continue;
            }
            for (Field field : type.getDeclaredFields()) {
                if (field.isSynthetic() && field.getName().startsWith(FIELD_PREFIX) && !isRead(type, field.getName())) {
                    empty(object, field);
                }
            }
        }
    }

    /** Whether the class itself or a class inside it reads the field. */
    private static boolean isRead(Class<?> type, String field) throws IOException {
        for (Class<?> member : type.getNestMembers()) {
            boolean within = member == type || member.getName().startsWith(type.getName() + "$");
            if (within
                    && ClassFile.of(member).map(file -> file.reads(type, field)).orElse(true)) {
                return true;
            }
        }
        return false;
    }

    private static void empty(Object object, Field field) throws IOException {
        try {
            field.setAccessible(true);
            field.set(object, null);
        } catch (ReflectiveOperationException e) {
            throw new IOException(field + " cannot be emptied.", e);
        }
    }

    /** The constants of a class file, and its code as mere bytes. */
    private static final class ClassFile {

        private static final int GETFIELD = 0xB4;
        private static final int UTF8 = 1;
        private static final int LONG = 5;
        private static final int DOUBLE = 6;
        private static final int FIELD_REF = 9;
        private static final int METHOD_HANDLE = 15;

        private final int[] tags;
        private final int[] first;
        private final int[] second;
        private final String[] texts;
        private final byte[] rest;

        private ClassFile(DataInputStream in) throws IOException {
            in.skipNBytes(8);
            int count = in.readUnsignedShort();
            tags = new int[count];
            first = new int[count];
            second = new int[count];
            texts = new String[count];
            for (int i = 1; i < count; i++) {
                readConstant(i, in);
                if (tags[i] == LONG || tags[i] == DOUBLE) {
                    i++;
                }
            }
            rest = in.readAllBytes();
        }

        /** Empty if the class was made without one. */
        static Optional<ClassFile> of(Class<?> type) throws IOException {
            String name = type.getName();
            try (InputStream stream = type.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
                return stream == null ? Optional.empty() : Optional.of(new ClassFile(new DataInputStream(stream)));
            }
        }

        private void readConstant(int i, DataInputStream in) throws IOException {
            tags[i] = in.readUnsignedByte();
            switch (tags[i]) {
                case UTF8 -> texts[i] = in.readUTF();
                case LONG, DOUBLE -> in.skipNBytes(8);
                case METHOD_HANDLE -> in.skipNBytes(3);
                case 3, 4, FIELD_REF, 10, 11, 12, 17, 18 -> {
                    first[i] = in.readUnsignedShort();
                    second[i] = in.readUnsignedShort();
                }
                default -> first[i] = in.readUnsignedShort();
            }
        }

        /**
         * Whether something looks like reading the field. It may be other bytes that look alike, but what reads the field is never
         * overlooked.
         */
        boolean reads(Class<?> type, String field) {
            String owner = type.getName().replace('.', '/');
            for (int i = 1; i < tags.length; i++) {
                boolean meant = tags[i] == FIELD_REF
                        && owner.equals(texts[first[first[i]]])
                        && field.equals(texts[first[second[i]]]);
                if (meant && looksRead(i)) {
                    return true;
                }
            }
            return false;
        }

        private boolean looksRead(int constant) {
            for (int i = 0; i + 2 < rest.length; i++) {
                if ((rest[i] & 0xFF) == GETFIELD
                        && (rest[i + 1] & 0xFF) == constant >> 8
                        && (rest[i + 2] & 0xFF) == (constant & 0xFF)) {
                    return true;
                }
            }
            return false;
        }
    }
}

package io.weft.serializers;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.ATHROW;
import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.DCONST_0;
import static org.objectweb.asm.Opcodes.FCONST_0;
import static org.objectweb.asm.Opcodes.GETFIELD;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.IFNONNULL;
import static org.objectweb.asm.Opcodes.IFNULL;
import static org.objectweb.asm.Opcodes.IF_ACMPEQ;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKEINTERFACE;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.LCONST_0;
import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.POP2;
import static org.objectweb.asm.Opcodes.PUTFIELD;
import static org.objectweb.asm.Opcodes.SIPUSH;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import io.weft.api.serialization.struct.NullFieldException;
import io.weft.serializers.StructShape.FieldShape;
import io.weft.serializers.StructShape.Format;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/** Writes the code that gets, puts, copies, writes or reads one field of a structure. */
final class FieldCode {

    private static final String INPUT = Type.getInternalName(DataInputView.class);
    private static final String OUTPUT = Type.getInternalName(DataOutputView.class);
    private static final String OBJECT = "Ljava/lang/Object;";
    private static final int OUTPUT_SLOT = 2;

    private final MethodVisitor code;
    private final FieldShape field;
    private final int index;
    private final Type type;
    private final String struct;
    private final String self;

    FieldCode(MethodVisitor code, StructShape shape, int index, String struct, String self) {
        this.code = code;
        this.field = shape.fields().get(index);
        this.index = index;
        this.type = Type.getType(field.type());
        this.struct = struct;
        this.self = self;
    }

    static String serializerName(int index) {
        return "serializer" + index;
    }

    static void writeByte(MethodVisitor code) {
        code.visitMethodInsn(INVOKEINTERFACE, OUTPUT, "writeByte", "(I)V", true);
    }

    static void readByte(MethodVisitor code, int in) {
        code.visitVarInsn(ALOAD, in);
        code.visitMethodInsn(INVOKEINTERFACE, INPUT, "readByte", "()B", true);
    }

    /** Pushes the field's value. */
    void get(int from) {
        code.visitVarInsn(ALOAD, from);
        if (field.getter() == null) {
            String owner = Type.getInternalName(field.field().getDeclaringClass());
            code.visitFieldInsn(GETFIELD, owner, field.field().getName(), type.getDescriptor());
        } else {
            code.visitMethodInsn(
                    INVOKEVIRTUAL, struct, field.getter().getName(), Type.getMethodDescriptor(field.getter()), false);
        }
    }

    /** Puts a local into the field. */
    void put(int into, int slot) {
        code.visitVarInsn(ALOAD, into);
        code.visitVarInsn(type.getOpcode(ILOAD), slot);
        if (field.setter() == null) {
            String owner = Type.getInternalName(field.field().getDeclaringClass());
            code.visitFieldInsn(PUTFIELD, owner, field.field().getName(), type.getDescriptor());
            return;
        }
        code.visitMethodInsn(
                INVOKEVIRTUAL, struct, field.setter().getName(), Type.getMethodDescriptor(field.setter()), false);
        int returned = Type.getReturnType(field.setter()).getSize();
        if (returned > 0) {
            code.visitInsn(returned == 1 ? POP : POP2);
        }
    }

    /**
     * Puts a local into the field of an object that may be old; not if the very same object is there already, for storing it again would
     * cost the collector's write barrier. A setter is always called: it may do more than store.
     */
    void replace(int into, int slot) {
        if (field.type().isPrimitive() || field.setter() != null) {
            put(into, slot);
            return;
        }
        Label same = new Label();
        get(into);
        code.visitVarInsn(ALOAD, slot);
        code.visitJumpInsn(IF_ACMPEQ, same);
        put(into, slot);
        code.visitLabel(same);
    }

    private void pushSerializer() {
        code.visitVarInsn(ALOAD, 0);
        code.visitFieldInsn(GETFIELD, self, serializerName(index), "L" + StructGenerator.TYPE_SERIALIZER + ";");
    }

    private void cast(String target) {
        if (!target.equals("java/lang/Object")) {
            code.visitTypeInsn(CHECKCAST, target);
        }
    }

    /** Pushes an empty value. */
    void pushEmpty(String superclass) {
        switch (type.getSort()) {
            case Type.LONG -> code.visitInsn(LCONST_0);
            case Type.FLOAT -> code.visitInsn(FCONST_0);
            case Type.DOUBLE -> code.visitInsn(DCONST_0);
            case Type.OBJECT, Type.ARRAY -> {
                code.visitVarInsn(ALOAD, 0);
                code.visitIntInsn(SIPUSH, index);
                code.visitMethodInsn(INVOKEVIRTUAL, superclass, "emptyField", "(I)" + OBJECT, false);
                cast(type.getInternalName());
            }
            default -> code.visitInsn(ICONST_0);
        }
    }

    /** Puts a copy of the field into a local. */
    void copyTo(int from, int slot) {
        get(from);
        code.visitVarInsn(type.getOpcode(ISTORE), slot);
        if (field.shared()) {
            return;
        }
        Label isNull = new Label();
        code.visitVarInsn(ALOAD, slot);
        code.visitJumpInsn(IFNULL, isNull);
        pushSerializer();
        code.visitVarInsn(ALOAD, slot);
        code.visitMethodInsn(
                INVOKEVIRTUAL, StructGenerator.TYPE_SERIALIZER, "copy", "(" + OBJECT + ")" + OBJECT, false);
        cast(type.getInternalName());
        code.visitVarInsn(ASTORE, slot);
        code.visitLabel(isNull);
    }

    /** Writes the field, unless it is null and has a bit for that. */
    void write(int from, int slot, String superclass) {
        get(from);
        code.visitVarInsn(type.getOpcode(ISTORE), slot);
        Label done = new Label();
        if (field.nullable()) {
            code.visitVarInsn(ALOAD, slot);
            code.visitJumpInsn(IFNULL, done);
        } else if (!field.type().isPrimitive() && !field.takesNull()) {
            refuseNull(slot, superclass);
        }
        if (field.format() == Format.CALL) {
            pushSerializer();
            code.visitVarInsn(ALOAD, slot);
            code.visitVarInsn(ALOAD, OUTPUT_SLOT);
            code.visitMethodInsn(
                    INVOKEVIRTUAL,
                    StructGenerator.TYPE_SERIALIZER,
                    "serialize",
                    "(" + OBJECT + "L" + OUTPUT + ";)V",
                    false);
        } else {
            writeDirectly(slot);
        }
        code.visitLabel(done);
    }

    private void refuseNull(int slot, String superclass) {
        Label present = new Label();
        code.visitVarInsn(ALOAD, slot);
        code.visitJumpInsn(IFNONNULL, present);
        code.visitVarInsn(ALOAD, 0);
        code.visitIntInsn(SIPUSH, index);
        code.visitMethodInsn(
                INVOKEVIRTUAL, superclass, "nullField", "(I)" + Type.getDescriptor(NullFieldException.class), false);
        code.visitInsn(ATHROW);
        code.visitLabel(present);
    }

    private void writeDirectly(int slot) {
        Format format = field.format();
        code.visitVarInsn(ALOAD, OUTPUT_SLOT);
        code.visitVarInsn(type.getOpcode(ILOAD), slot);
        Type written = writtenType();
        if (!field.type().isPrimitive()) {
            String boxed = Type.getInternalName(format.boxed);
            cast(boxed);
            if (format.primitive != null) {
                code.visitMethodInsn(
                        INVOKEVIRTUAL,
                        boxed,
                        format.primitive.getName() + "Value",
                        "()" + Type.getDescriptor(format.primitive),
                        false);
            }
        }
        code.visitMethodInsn(
                INVOKEINTERFACE, OUTPUT, "write" + format.viewMethod, "(" + written.getDescriptor() + ")V", true);
    }

    /** What the view's method takes: as in {@link java.io.DataOutput}, an int for what is shorter. */
    private Type writtenType() {
        return switch (field.format()) {
            case BYTE, SHORT, CHAR, INT -> Type.INT_TYPE;
            case TEXT -> Type.getType(String.class);
            case BOOLEAN, LONG, FLOAT, DOUBLE, CALL -> Type.getType(field.format().primitive);
        };
    }

    /** Reads the field into a local. */
    void read(int in, int slot) {
        Format format = field.format();
        if (format == Format.CALL) {
            pushSerializer();
            code.visitVarInsn(ALOAD, in);
            code.visitMethodInsn(
                    INVOKEVIRTUAL, StructGenerator.TYPE_SERIALIZER, "deserialize", "(L" + INPUT + ";)" + OBJECT, false);
            cast(type.getInternalName());
        } else {
            code.visitVarInsn(ALOAD, in);
            Class<?> readClass = format == Format.TEXT ? String.class : format.primitive;
            code.visitMethodInsn(
                    INVOKEINTERFACE, INPUT, "read" + format.viewMethod, "()" + Type.getDescriptor(readClass), true);
            if (!field.type().isPrimitive() && format.primitive != null) {
                code.visitMethodInsn(
                        INVOKESTATIC,
                        Type.getInternalName(format.boxed),
                        "valueOf",
                        "(" + Type.getDescriptor(format.primitive) + ")" + Type.getDescriptor(format.boxed),
                        false);
            }
        }
        code.visitVarInsn(type.getOpcode(ISTORE), slot);
    }
}

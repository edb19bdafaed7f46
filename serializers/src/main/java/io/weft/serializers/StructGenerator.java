package io.weft.serializers;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ACONST_NULL;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IAND;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.ICONST_1;
import static org.objectweb.asm.Opcodes.ICONST_3;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.IFNE;
import static org.objectweb.asm.Opcodes.IFNONNULL;
import static org.objectweb.asm.Opcodes.IFNULL;
import static org.objectweb.asm.Opcodes.IF_ACMPNE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.IOR;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.NEW;
import static org.objectweb.asm.Opcodes.PUTFIELD;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.SIPUSH;
import static org.objectweb.asm.Opcodes.V17;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.struct.StructLayout;
import io.weft.api.serialization.struct.StructLayout.Kind;
import io.weft.api.serialization.struct.StructSerializer;
import io.weft.serializers.StructShape.FieldShape;
import io.weft.serializers.StructShape.Format;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * Writes the class of a {@link StructSerializer}: straight-line code, a field after the other, with nothing boxed and no loops. The format
 * is that of the reflective serializer.
 */
final class StructGenerator {

    static final String TYPE_SERIALIZER = Type.getInternalName(TypeSerializer.class);
    private static final String SUPER = Type.getInternalName(StructSerializer.class);
    private static final String LAYOUT = Type.getDescriptor(StructLayout.class);
    private static final String IN = Type.getDescriptor(DataInputView.class);
    private static final String OUT = Type.getDescriptor(DataOutputView.class);
    private static final String OBJECT = "Ljava/lang/Object;";

    private final StructShape shape;
    private final String struct;
    private final String self;
    private final ClassWriter writer;

    StructGenerator(StructShape shape) {
        this.shape = shape;
        this.struct = Type.getInternalName(shape.type());
        this.self = struct + "$Serializer";
        this.writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
            @Override
            protected String getCommonSuperClass(String a, String b) {
                // Where code paths meet, locals of different classes are not used any more.
                return "java/lang/Object";
            }
        };
    }

    byte[] generate() {
        writer.visit(V17, ACC_FINAL | ACC_SUPER, self, null, SUPER, null);
        constructor();
        createInstance();
        copy();
        copyInto();
        serialize();
        deserialize();
        deserializeInto();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private MethodVisitor method(String name, String descriptor) {
        MethodVisitor code = writer.visitMethod(ACC_PUBLIC | ACC_FINAL, name, descriptor, null, null);
        code.visitCode();
        return code;
    }

    private static void end(MethodVisitor code, int returnOpcode) {
        code.visitInsn(returnOpcode);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private FieldCode field(MethodVisitor code, int index) {
        return new FieldCode(code, shape, index, struct, self);
    }

    private void constructor() {
        MethodVisitor code = writer.visitMethod(0, "<init>", "(" + LAYOUT + ")V", null, null);
        code.visitCode();
        code.visitVarInsn(ALOAD, 0);
        code.visitVarInsn(ALOAD, 1);
        code.visitMethodInsn(INVOKESPECIAL, SUPER, "<init>", "(" + LAYOUT + ")V", false);
        for (int i = 0; i < shape.fields().size(); i++) {
            FieldShape field = shape.fields().get(i);
            if (field.format() == Format.CALL) {
                writer.visitField(
                                ACC_PRIVATE | ACC_FINAL,
                                FieldCode.serializerName(i),
                                "L" + TYPE_SERIALIZER + ";",
                                null,
                                null)
                        .visitEnd();
                code.visitVarInsn(ALOAD, 0);
                code.visitInsn(DUP);
                code.visitIntInsn(SIPUSH, i);
                code.visitMethodInsn(INVOKEVIRTUAL, SUPER, "fieldSerializer", "(I)L" + TYPE_SERIALIZER + ";", false);
                code.visitFieldInsn(PUTFIELD, self, FieldCode.serializerName(i), "L" + TYPE_SERIALIZER + ";");
            }
        }
        end(code, RETURN);
    }

    private void createInstance() {
        MethodVisitor code = method("createInstance", "()" + OBJECT);
        code.visitTypeInsn(NEW, struct);
        code.visitInsn(DUP);
        if (shape.kind() == Kind.RECORD) {
            for (int i = 0; i < shape.fields().size(); i++) {
                field(code, i).pushEmpty(SUPER);
            }
        }
        construct(code);
        end(code, ARETURN);
    }

    private void construct(MethodVisitor code) {
        StringBuilder descriptor = new StringBuilder("(");
        if (shape.kind() == Kind.RECORD) {
            shape.fields().forEach(field -> descriptor.append(Type.getDescriptor(field.type())));
        }
        code.visitMethodInsn(
                INVOKESPECIAL, struct, "<init>", descriptor.append(")V").toString(), false);
    }

    private void newEmpty(MethodVisitor code, int slot) {
        code.visitTypeInsn(NEW, struct);
        code.visitInsn(DUP);
        construct(code);
        code.visitVarInsn(ASTORE, slot);
    }

    /** Jumps if the object is not of exactly the structure's class. */
    private void jumpIfOther(MethodVisitor code, int slot, Label other) {
        code.visitVarInsn(ALOAD, slot);
        code.visitMethodInsn(INVOKEVIRTUAL, "java/lang/Object", "getClass", "()Ljava/lang/Class;", false);
        code.visitLdcInsn(Type.getObjectType(struct));
        code.visitJumpInsn(IF_ACMPNE, other);
    }

    private boolean immutable() {
        return shape.kind() == Kind.RECORD && shape.fields().stream().allMatch(FieldShape::shared);
    }

    private void copy() {
        MethodVisitor code = method("copy", "(" + OBJECT + ")" + OBJECT);
        Label isNull = new Label();
        Label subclass = new Label();
        code.visitVarInsn(ALOAD, 1);
        if (!immutable()) {
            if (shape.kind() != Kind.TUPLE) {
                code.visitJumpInsn(IFNULL, isNull);
                if (shape.hasSubclasses()) {
                    jumpIfOther(code, 1, subclass);
                }
                code.visitVarInsn(ALOAD, 1);
            }
            code.visitTypeInsn(CHECKCAST, struct);
            code.visitVarInsn(ASTORE, 2);
            copyFields(code, 2, 3, true);
        }
        code.visitInsn(ARETURN);
        if (!immutable() && shape.kind() != Kind.TUPLE) {
            code.visitLabel(isNull);
            code.visitInsn(ACONST_NULL);
            code.visitInsn(ARETURN);
            if (shape.hasSubclasses()) {
                code.visitLabel(subclass);
                code.visitVarInsn(ALOAD, 0);
                code.visitVarInsn(ALOAD, 1);
                code.visitMethodInsn(INVOKEVIRTUAL, SUPER, "copySubclass", "(" + OBJECT + ")" + OBJECT, false);
                code.visitInsn(ARETURN);
            }
        }
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    /** Leaves the copy on the stack. */
    private void copyFields(MethodVisitor code, int from, int into, boolean fresh) {
        int slot = into + 1;
        if (shape.kind() == Kind.RECORD) {
            for (int i = 0; i < shape.fields().size(); i++) {
                field(code, i).copyTo(from, slot);
                slot += Type.getType(shape.fields().get(i).type()).getSize();
            }
            newRecord(code, into + 1);
            return;
        }
        if (fresh) {
            newEmpty(code, into);
        }
        for (int i = 0; i < shape.fields().size(); i++) {
            field(code, i).copyTo(from, slot);
            if (fresh) {
                field(code, i).put(into, slot);
            } else {
                field(code, i).replace(into, slot);
            }
        }
        code.visitVarInsn(ALOAD, into);
    }

    /** Makes a record of components in locals, and leaves it on the stack. */
    private void newRecord(MethodVisitor code, int firstSlot) {
        code.visitTypeInsn(NEW, struct);
        code.visitInsn(DUP);
        int slot = firstSlot;
        for (FieldShape field : shape.fields()) {
            Type type = Type.getType(field.type());
            code.visitVarInsn(type.getOpcode(ILOAD), slot);
            slot += type.getSize();
        }
        construct(code);
    }

    private void copyInto() {
        MethodVisitor code = method("copy", "(" + OBJECT + OBJECT + ")" + OBJECT);
        if (shape.kind() != Kind.RECORD) {
            Label fresh = new Label();
            for (int slot = 1; slot <= 2; slot++) {
                code.visitVarInsn(ALOAD, slot);
                code.visitJumpInsn(IFNULL, fresh);
                jumpIfOther(code, slot, fresh);
                code.visitVarInsn(ALOAD, slot);
                code.visitTypeInsn(CHECKCAST, struct);
                code.visitVarInsn(ASTORE, slot + 2);
            }
            copyFields(code, 3, 4, false);
            code.visitInsn(ARETURN);
            code.visitLabel(fresh);
        }
        code.visitVarInsn(ALOAD, 0);
        code.visitVarInsn(ALOAD, 1);
        code.visitMethodInsn(INVOKEVIRTUAL, self, "copy", "(" + OBJECT + ")" + OBJECT, false);
        end(code, ARETURN);
    }

    private void serialize() {
        MethodVisitor code = method("serialize", "(" + OBJECT + OUT + ")V");
        Label isNull = new Label();
        Label subclass = new Label();
        if (shape.kind() != Kind.TUPLE) {
            code.visitVarInsn(ALOAD, 1);
            code.visitJumpInsn(IFNULL, isNull);
            if (shape.hasSubclasses()) {
                jumpIfOther(code, 1, subclass);
            }
        }
        code.visitVarInsn(ALOAD, 1);
        code.visitTypeInsn(CHECKCAST, struct);
        code.visitVarInsn(ASTORE, 3);
        writeBits(code);
        for (int i = 0; i < shape.fields().size(); i++) {
            field(code, i).write(3, 4, SUPER);
        }
        code.visitInsn(RETURN);
        if (shape.kind() != Kind.TUPLE) {
            code.visitLabel(isNull);
            code.visitVarInsn(ALOAD, 2);
            code.visitInsn(ICONST_1);
            FieldCode.writeByte(code);
            code.visitInsn(RETURN);
        }
        if (shape.hasSubclasses()) {
            code.visitLabel(subclass);
            code.visitVarInsn(ALOAD, 0);
            code.visitVarInsn(ALOAD, 1);
            code.visitVarInsn(ALOAD, 2);
            code.visitMethodInsn(INVOKEVIRTUAL, SUPER, "serializeSubclass", "(" + OBJECT + OUT + ")V", false);
            code.visitInsn(RETURN);
        }
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    /** The bit of each field that has one, else -1. */
    private int[] bits() {
        int[] bits = new int[shape.fields().size()];
        int bit = StructSerializer.FIRST_FIELD_BIT;
        for (int i = 0; i < bits.length; i++) {
            bits[i] = shape.fields().get(i).nullable() ? bit++ : -1;
        }
        return bits;
    }

    private int headBytes() {
        long nullable = shape.fields().stream().filter(FieldShape::nullable).count();
        return shape.kind() == Kind.TUPLE ? 0 : (int) (StructSerializer.FIRST_FIELD_BIT + nullable + 7) / 8;
    }

    private void writeBits(MethodVisitor code) {
        int[] bits = bits();
        for (int head = 0; head < headBytes(); head++) {
            code.visitInsn(ICONST_0);
            code.visitVarInsn(ISTORE, 4);
            for (int i = 0; i < bits.length; i++) {
                if (bits[i] >= 0 && bits[i] / 8 == head) {
                    Label present = new Label();
                    field(code, i).get(3);
                    code.visitJumpInsn(IFNONNULL, present);
                    code.visitVarInsn(ILOAD, 4);
                    code.visitIntInsn(SIPUSH, 1 << bits[i] % 8);
                    code.visitInsn(IOR);
                    code.visitVarInsn(ISTORE, 4);
                    code.visitLabel(present);
                }
            }
            code.visitVarInsn(ALOAD, 2);
            code.visitVarInsn(ILOAD, 4);
            FieldCode.writeByte(code);
        }
    }

    private void deserialize() {
        MethodVisitor code = method("deserialize", "(" + IN + ")" + OBJECT);
        int slot = readBits(code, 1, 2);
        if (shape.kind() != Kind.RECORD) {
            newEmpty(code, slot);
        }
        readFields(code, 1, 2, slot);
        end(code, ARETURN);
    }

    private void deserializeInto() {
        MethodVisitor code = method("deserialize", "(" + OBJECT + IN + ")" + OBJECT);
        if (shape.kind() != Kind.RECORD) {
            Label fresh = new Label();
            code.visitVarInsn(ALOAD, 1);
            code.visitJumpInsn(IFNULL, fresh);
            jumpIfOther(code, 1, fresh);
            int slot = readBits(code, 2, 3);
            code.visitVarInsn(ALOAD, 1);
            code.visitTypeInsn(CHECKCAST, struct);
            code.visitVarInsn(ASTORE, slot);
            readFields(code, 2, 3, slot);
            code.visitInsn(ARETURN);
            code.visitLabel(fresh);
        }
        code.visitVarInsn(ALOAD, 0);
        code.visitVarInsn(ALOAD, 2);
        code.visitMethodInsn(INVOKEVIRTUAL, self, "deserialize", "(" + IN + ")" + OBJECT, false);
        end(code, ARETURN);
    }

    /** Reads the bits into locals, and returns if there is nothing more to do; answers the next free local. */
    private int readBits(MethodVisitor code, int in, int firstSlot) {
        int slot = firstSlot;
        for (int head = 0; head < headBytes(); head++) {
            FieldCode.readByte(code, in);
            code.visitVarInsn(ISTORE, slot);
            if (head == 0) {
                Label plain = new Label();
                code.visitVarInsn(ILOAD, slot);
                code.visitInsn(ICONST_3);
                code.visitInsn(IAND);
                code.visitJumpInsn(IFEQ, plain);
                code.visitVarInsn(ALOAD, 0);
                code.visitVarInsn(ILOAD, slot);
                code.visitVarInsn(ALOAD, in);
                code.visitMethodInsn(INVOKEVIRTUAL, SUPER, "deserializeOther", "(I" + IN + ")" + OBJECT, false);
                code.visitInsn(ARETURN);
                code.visitLabel(plain);
            }
            slot++;
        }
        return slot;
    }

    /** Reads the fields, into the structure in a local if it is no record, and leaves the structure on the stack. */
    private void readFields(MethodVisitor code, int in, int bitSlot, int into) {
        int[] bits = bits();
        int slot = into + 1;
        for (int i = 0; i < bits.length; i++) {
            FieldCode field = field(code, i);
            Label isNull = new Label();
            Label done = new Label();
            if (bits[i] >= 0) {
                code.visitVarInsn(ILOAD, bitSlot + bits[i] / 8);
                code.visitIntInsn(SIPUSH, 1 << bits[i] % 8);
                code.visitInsn(IAND);
                code.visitJumpInsn(IFNE, isNull);
            }
            field.read(in, slot);
            if (bits[i] >= 0) {
                code.visitJumpInsn(GOTO, done);
                code.visitLabel(isNull);
                code.visitInsn(ACONST_NULL);
                code.visitVarInsn(ASTORE, slot);
                code.visitLabel(done);
            }
            if (shape.kind() == Kind.RECORD) {
                slot += Type.getType(shape.fields().get(i).type()).getSize();
            } else {
                field.put(into, slot);
            }
        }
        if (shape.kind() == Kind.RECORD) {
            newRecord(code, into + 1);
        } else {
            code.visitVarInsn(ALOAD, into);
        }
    }
}

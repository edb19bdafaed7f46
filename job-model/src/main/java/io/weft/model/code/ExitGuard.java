package io.weft.model.code;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Rewrites user classes such that {@code System.exit}, {@code Runtime.exit} and {@code Runtime.halt} throw: a container runs tasks of
 * several jobs, and none may end it; a main method's end must not take along who follows its jobs. Calls by reflection are not seen.
 */
final class ExitGuard extends ClassVisitor {

    private static final String SYSTEM = "java/lang/System";
    private static final String RUNTIME = "java/lang/Runtime";
    private static final String STATIC_GUARD = "weft$exit";
    private static final String INSTANCE_GUARD = "weft$exitRuntime";
    private static final String STATIC_TYPE = "(I)V";
    private static final String INSTANCE_TYPE = "(Ljava/lang/Runtime;I)V";
    private static final String MESSAGE = "User code must not end the process, which is not its own."
            + " Instead of calling System.exit or Runtime.halt, throw an exception to fail the job, or end the source"
            + " to finish it.";

    private String owner;
    private boolean isInterface;
    private boolean needsStatic;
    private boolean needsInstance;

    private ExitGuard(ClassVisitor next) {
        super(Opcodes.ASM9, next);
    }

    /** True if this is what such a call throws. */
    static boolean isThrower(StackTraceElement frame) {
        return frame.getMethodName().equals(STATIC_GUARD)
                || frame.getMethodName().equals(INSTANCE_GUARD);
    }

    /** The class file with such calls taken out; the very same array if there are none. */
    static byte[] guard(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        if (!mentionsExit(reader)) {
            return classFile;
        }
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new ExitGuard(writer), 0);
        return writer.toByteArray();
    }

    /** Looks into the constant pool alone: nearly every class is done with that. */
    private static boolean mentionsExit(ClassReader reader) {
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int item = 1; item < reader.getItemCount(); item++) {
            int offset = reader.getItem(item);
            if (offset > 0 && reader.readByte(offset - 1) == 10) { // a reference to a method
                int nameAndType = reader.getItem(reader.readUnsignedShort(offset + 2));
                if (isExit(reader.readClass(offset, buffer), reader.readUTF8(nameAndType, buffer))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isExit(String owner, String name) {
        return switch (owner) {
            case SYSTEM -> name.equals("exit");
            case RUNTIME -> name.equals("exit") || name.equals("halt");
            default -> false;
        };
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        owner = name;
        isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
        super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        return new MethodVisitor(Opcodes.ASM9, next) {
            @Override
            public void visitMethodInsn(int opcode, String callee, String method, String type, boolean itf) {
                if (isExit(callee, method)) {
                    boolean ofSystem = callee.equals(SYSTEM);
                    Handle guard = guardFor(ofSystem);
                    super.visitMethodInsn(
                            Opcodes.INVOKESTATIC, guard.getOwner(), guard.getName(), guard.getDesc(), isInterface);
                } else {
                    super.visitMethodInsn(opcode, callee, method, type, itf);
                }
            }

            @Override
            public void visitInvokeDynamicInsn(String method, String type, Handle bootstrap, Object... arguments) {
                Object[] guarded = arguments.clone();
                for (int i = 0; i < guarded.length; i++) {
                    if (guarded[i] instanceof Handle handle && isExit(handle.getOwner(), handle.getName())) {
                        guarded[i] = guardFor(handle.getOwner().equals(SYSTEM));
                    }
                }
                super.visitInvokeDynamicInsn(method, type, bootstrap, guarded);
            }
        };
    }

    private Handle guardFor(boolean ofSystem) {
        needsStatic |= ofSystem;
        needsInstance |= !ofSystem;
        return new Handle(
                Opcodes.H_INVOKESTATIC,
                owner,
                ofSystem ? STATIC_GUARD : INSTANCE_GUARD,
                ofSystem ? STATIC_TYPE : INSTANCE_TYPE,
                isInterface);
    }

    @Override
    public void visitEnd() {
        if (needsStatic) {
            addGuard(STATIC_GUARD, STATIC_TYPE, 1);
        }
        if (needsInstance) {
            addGuard(INSTANCE_GUARD, INSTANCE_TYPE, 2);
        }
        super.visitEnd();
    }

    /** A method of the user's own class, because user code sees none of ours. */
    private void addGuard(String name, String type, int locals) {
        int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
        MethodVisitor method = super.visitMethod(access, name, type, null, null);
        String exception = "java/lang/SecurityException";
        method.visitCode();
        method.visitTypeInsn(Opcodes.NEW, exception);
        method.visitInsn(Opcodes.DUP);
        method.visitLdcInsn(MESSAGE);
        method.visitMethodInsn(Opcodes.INVOKESPECIAL, exception, "<init>", "(Ljava/lang/String;)V", false);
        method.visitInsn(Opcodes.ATHROW);
        method.visitMaxs(3, locals);
        method.visitEnd();
    }
}

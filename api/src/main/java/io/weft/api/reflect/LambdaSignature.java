package io.weft.api.reflect;

import java.io.Serializable;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Optional;

/**
 * What the class file still tells about a lambda or method reference.
 *
 * @param erased parameter and return classes as the compiler inferred them, without their own type parameters
 * @param target the method that a method reference names, with its generic types; null for a lambda and a constructor
 */
public record LambdaSignature(MethodType erased, Method target) {

    /** Looks at a function; empty if it is no serializable lambda or method reference. */
    public static Optional<LambdaSignature> of(Object function) {
        if (!(function instanceof Serializable) || !function.getClass().isSynthetic()) {
            return Optional.empty();
        }
        try {
            Method writeReplace = function.getClass().getDeclaredMethod("writeReplace");
            writeReplace.setAccessible(true);
            if (!(writeReplace.invoke(function) instanceof SerializedLambda lambda)) {
                return Optional.empty();
            }
            ClassLoader loader = function.getClass().getClassLoader();
            MethodType erased = MethodType.fromMethodDescriptorString(lambda.getInstantiatedMethodType(), loader);
            return Optional.of(new LambdaSignature(erased, target(lambda, loader)));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // The compiler of another language made it, or a class is missing: then nothing is known, and that is fine.
            return Optional.empty();
        }
    }

    private static Method target(SerializedLambda lambda, ClassLoader loader) throws ClassNotFoundException {
        Class<?> owner = Class.forName(lambda.getImplClass().replace('/', '.'), false, loader);
        MethodType type = MethodType.fromMethodDescriptorString(lambda.getImplMethodSignature(), loader);
        for (Class<?> c = owner; c != null; c = c.getSuperclass()) {
            try {
                Method method = c.getDeclaredMethod(lambda.getImplMethodName(), type.parameterArray());
                return method.isSynthetic() ? null : method;
            } catch (NoSuchMethodException e) {
                // look at the superclass
            }
        }
        return null;
    }

    /** The return type, generic where a method reference tells it. */
    public Type returnType() {
        Class<?> declared = erased.returnType();
        if (target != null && declared.isAssignableFrom(target.getReturnType()) && !declared.isPrimitive()) {
            return target.getReturnType() == declared ? target.getGenericReturnType() : declared;
        }
        return declared;
    }

    /** The type of the last parameter, generic where a method reference tells it. */
    public Optional<Type> lastParameterType() {
        if (erased.parameterCount() == 0) {
            return Optional.empty();
        }
        Class<?> declared = erased.parameterType(erased.parameterCount() - 1);
        Type[] generic = target == null ? new Type[0] : target.getGenericParameterTypes();
        if (generic.length > 0 && GenericTypes.rawClass(generic[generic.length - 1]) == declared) {
            return Optional.of(generic[generic.length - 1]);
        }
        return Optional.of(declared);
    }
}

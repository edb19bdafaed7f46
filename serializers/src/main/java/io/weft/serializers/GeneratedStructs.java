package io.weft.serializers;

import io.weft.api.serialization.struct.StructLayout;
import io.weft.api.serialization.struct.StructSerializer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup.ClassOption;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.objectweb.asm.MethodTooLargeException;

/** Generated serializers, one class for each shape, kept as long as the class that they serialize. Thread-safe. */
final class GeneratedStructs {

    private static final System.Logger LOGGER = System.getLogger(GeneratedStructs.class.getName());

    private static final ClassValue<Map<StructShape, Optional<MethodHandle>>> CONSTRUCTORS = new ClassValue<>() {
        @Override
        protected Map<StructShape, Optional<MethodHandle>> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private GeneratedStructs() {}

    static <T> Optional<StructSerializer<T>> serializer(StructLayout<T> layout) {
        if (!seesTheApi(layout.type())) {
            return Optional.empty();
        }
        return StructShape.of(layout)
                .flatMap(shape -> CONSTRUCTORS.get(layout.type()).computeIfAbsent(shape, GeneratedStructs::define))
                .map(constructor -> instance(constructor, layout));
    }

    /** The generated class lives in the loader of the class that it serializes, and extends a class of the API. */
    private static boolean seesTheApi(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        try {
            return loader != null
                    && Class.forName(StructSerializer.class.getName(), false, loader) == StructSerializer.class;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static Optional<MethodHandle> define(StructShape shape) {
        try {
            MethodHandles.Lookup beside = MethodHandles.privateLookupIn(shape.type(), MethodHandles.lookup());
            byte[] code = new StructGenerator(shape).generate();
            MethodHandles.Lookup inside = beside.defineHiddenClass(code, true, ClassOption.NESTMATE);
            return Optional.of(
                    inside.findConstructor(inside.lookupClass(), MethodType.methodType(void.class, StructLayout.class))
                            .asType(MethodType.methodType(StructSerializer.class, StructLayout.class)));
        } catch (ReflectiveOperationException | LinkageError | MethodTooLargeException e) {
            LOGGER.log(
                    System.Logger.Level.DEBUG,
                    "Values of " + shape.type().getName() + " are serialized by reflection, which is slower",
                    e);
            return Optional.empty();
        }
    }

    @SuppressWarnings("unchecked") // the layout's type is the shape's
    private static <T> StructSerializer<T> instance(MethodHandle constructor, StructLayout<T> layout) {
        try {
            return (StructSerializer<T>) (StructSerializer<?>) constructor.invokeExact(layout);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(
                    "A generated serializer of " + layout.type().getName() + " can't be made", e);
        }
    }
}

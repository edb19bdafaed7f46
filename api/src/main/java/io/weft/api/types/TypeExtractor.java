package io.weft.api.types;

import io.weft.api.data.Row;
import io.weft.api.reflect.LambdaSignature;
import io.weft.api.tuple.Tuple;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Finds the types of a program's values in its classes. What can't be found is {@linkplain DynamicTypeInfo dynamic}, wholly or in parts:
 * no program has to name a type to run.
 */
public final class TypeExtractor {

    private TypeExtractor() {}

    /** The type of a class; its type parameters, if it has any, are dynamic. */
    @SuppressWarnings("unchecked") // the type is that of the class
    public static <T> TypeInformation<T> createTypeInfo(Class<T> type) {
        return (TypeInformation<T>) createTypeInfo((Type) type);
    }

    /** The type of a Java type with its type parameters. */
    public static TypeInformation<?> createTypeInfo(Type type) {
        return TypeExtraction.within(Object.class).extract(type);
    }

    /** As {@link #createTypeInfo(Class)}. */
    public static <X> TypeInformation<X> getForClass(Class<X> clazz) {
        return createTypeInfo(clazz);
    }

    /** The type of a value in hand: of a tuple or row those of its fields, else that of its class. */
    @SuppressWarnings("unchecked") // the type is that of the value
    public static <X> TypeInformation<X> getForObject(X value) {
        if (value == null) {
            throw new IllegalArgumentException("The type of null can't be told; give the type instead");
        }
        return (TypeInformation<X>) ofValue(value);
    }

    private static TypeInformation<?> ofValue(Object value) {
        Class<?> type = value.getClass();
        if (value instanceof Tuple tuple && type.getSuperclass() == Tuple.class) {
            TypeInformation<?>[] fields = new TypeInformation<?>[tuple.getArity()];
            for (int i = 0; i < fields.length; i++) {
                fields[i] = ofField(tuple.getField(i));
            }
            return new TupleTypeInfo<>(fields);
        }
        if (value instanceof Row row) {
            return ofRow(row);
        }
        if (type.getPackage() == List.class.getPackage() && !Modifier.isPublic(type.getModifiers())) {
            return ofHiddenCollection(value);
        }
        return ofExactClass(value instanceof Enum<?> constant ? constant.getDeclaringClass() : type);
    }

    private static TypeInformation<?> ofField(Object value) {
        return value == null ? new DynamicTypeInfo<>(Object.class) : ofValue(value);
    }

    private static TypeInformation<?> ofRow(Row row) {
        Set<String> names = row.getFieldNames(true);
        List<TypeInformation<?>> types = new ArrayList<>();
        for (int i = 0; i < row.getArity(); i++) {
            types.add(ofField(row.getField(i)));
        }
        TypeInformation<?>[] fields = types.toArray(TypeInformation<?>[]::new);
        return names == null ? new RowTypeInfo(fields) : new RowTypeInfo(fields, names.toArray(String[]::new));
    }

    /** What {@code List.of()}, {@code Arrays.asList()} and the like return. */
    private static TypeInformation<?> ofHiddenCollection(Object value) {
        if (value instanceof List) {
            return createTypeInfo(List.class);
        }
        if (value instanceof Set && !(value instanceof SortedSet)) {
            return createTypeInfo(Set.class);
        }
        if (value instanceof Map && !(value instanceof SortedMap)) {
            return createTypeInfo(Map.class);
        }
        return ofExactClass(value.getClass());
    }

    /** The type of values of exactly that class, never a dynamic one. */
    static TypeInformation<?> ofExactClass(Class<?> type) {
        TypeInformation<?> info = createTypeInfo(type);
        return info instanceof DynamicTypeInfo ? new GenericTypeInfo<>(type) : info;
    }

    /**
     * The type of what a function produces. If the function is {@link ResultTypeQueryable}, it says so itself. Else it is what the
     * function's class, or the signature behind a lambda or method reference, gives for a type parameter of the function's interface, with
     * the types of the inputs put in for those type parameters that only they can tell.
     *
     * @param functionInterface the generic interface or class through which the function is called, such as {@code MapFunction}
     * @param outputTypeParameter which of the interface's type parameters is asked for, counted from 0
     * @param inputs what the interface's type parameters stand for, from the first on, as far as the caller knows; null for unknown ones
     */
    @SuppressWarnings("unchecked") // the caller states the type that it asks for
    public static <OUT> TypeInformation<OUT> functionReturn(
            Object function, Class<?> functionInterface, int outputTypeParameter, TypeInformation<?>... inputs) {
        if (function instanceof ResultTypeQueryable<?> queryable && queryable.getProducedType() != null) {
            return (TypeInformation<OUT>) queryable.getProducedType();
        }
        TypeVariable<?>[] parameters = functionInterface.getTypeParameters();
        Optional<LambdaSignature> lambda = LambdaSignature.of(function);
        if (lambda.isPresent()) {
            return (TypeInformation<OUT>)
                    ofLambda(lambda.get(), functionInterface, parameters[outputTypeParameter], inputs);
        }
        TypeExtraction extraction = TypeExtraction.within(function.getClass());
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i] != null) {
                extraction.learn(parameters[i], inputs[i]);
            }
        }
        return (TypeInformation<OUT>) extraction.extract(parameters[outputTypeParameter]);
    }

    private static TypeInformation<?> ofLambda(
            LambdaSignature lambda, Class<?> functionInterface, TypeVariable<?> output, TypeInformation<?>[] inputs) {
        TypeExtraction extraction = TypeExtraction.within(Object.class);
        Optional<Method> method = Arrays.stream(functionInterface.getMethods())
                .filter(candidate -> Modifier.isAbstract(candidate.getModifiers()))
                .findFirst();
        if (method.isEmpty()) {
            return extraction.extract(output);
        }
        Type[] formals = method.get().getGenericParameterTypes();
        learnInputs(extraction, lambda, formals, functionInterface, inputs);
        Type produced = find(output, method.get().getGenericReturnType(), lambda.returnType());
        if (produced == null && formals.length > 0) {
            produced = find(
                    output,
                    formals[formals.length - 1],
                    lambda.lastParameterType().orElse(Object.class));
        }
        return extraction.extract(produced == null ? output : produced);
    }

    /** Puts the inputs in for the type variables of a generic method that a method reference names. */
    private static void learnInputs(
            TypeExtraction extraction,
            LambdaSignature lambda,
            Type[] formals,
            Class<?> functionInterface,
            TypeInformation<?>[] inputs) {
        if (lambda.target() == null || lambda.target().getParameterCount() != formals.length) {
            return;
        }
        List<TypeVariable<?>> parameters = List.of(functionInterface.getTypeParameters());
        Type[] actuals = lambda.target().getGenericParameterTypes();
        for (int i = 0; i < formals.length; i++) {
            int parameter = parameters.indexOf(formals[i]);
            if (parameter >= 0 && parameter < inputs.length && inputs[parameter] != null) {
                extraction.learn(actuals[i], inputs[parameter]);
            }
        }
    }

    /** What stands in the actual type at the place where the formal type has the variable; null if it isn't there. */
    private static Type find(TypeVariable<?> variable, Type formal, Type actual) {
        if (formal.equals(variable)) {
            return actual;
        }
        if (formal instanceof ParameterizedType formals
                && actual instanceof ParameterizedType actuals
                && formals.getRawType() == actuals.getRawType()) {
            for (int i = 0; i < formals.getActualTypeArguments().length; i++) {
                Type found = find(variable, formals.getActualTypeArguments()[i], actuals.getActualTypeArguments()[i]);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}

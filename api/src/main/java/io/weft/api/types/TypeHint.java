package io.weft.api.types;

import io.weft.api.reflect.GenericTypes;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Map;

/**
 * Says a type with its type parameters, which a class alone can't: {@code new TypeHint<Tuple2<String, Long>>() {}}. An immutable value.
 */
public abstract class TypeHint<T> {

    private final TypeInformation<T> typeInfo;

    /** Takes the type from the subclass that is being made. */
    @SuppressWarnings("unchecked") // the subclass says what T is
    public TypeHint() {
        Map<TypeVariable<?>, Type> bindings = GenericTypes.bindings(getClass());
        Type type = GenericTypes.resolve(TypeHint.class.getTypeParameters()[0], bindings);
        if (type instanceof TypeVariable<?>) {
            throw new IllegalArgumentException(
                    "A type hint has to name its type: write new TypeHint<Tuple2<String, Long>>() {},"
                            + " with the braces, and no type variables");
        }
        typeInfo = (TypeInformation<T>) TypeExtractor.createTypeInfo(type);
    }

    public TypeInformation<T> getTypeInfo() {
        return typeInfo;
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof TypeHint<?> that && typeInfo.equals(that.typeInfo);
    }

    @Override
    public int hashCode() {
        return typeInfo.hashCode();
    }

    @Override
    public String toString() {
        return "TypeHint: " + typeInfo;
    }
}

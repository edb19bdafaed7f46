package io.weft.api.types;

import java.lang.reflect.Type;
import java.util.Map;

/** Makes the type information of a class that is annotated with {@link TypeInfo}. */
public abstract class TypeInfoFactory<T> {

    /**
     * Called for each use of the class in a program.
     *
     * @param t the type as it is used
     * @param genericParameters the class's type parameters by name, as far as they are known, else dynamic
     */
    public abstract TypeInformation<T> createTypeInfo(Type t, Map<String, TypeInformation<?>> genericParameters);
}

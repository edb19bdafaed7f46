package io.weft.api.datastream;

import io.weft.api.functions.KeySelector;
import io.weft.api.plan.InvalidProgramException;
import io.weft.api.types.DynamicTypeInfo;
import io.weft.api.types.TypeExtractor;
import io.weft.api.types.TypeInformation;
import java.util.Collection;

/** Finds out the types of what functions give. Where that cannot be known before the first record, the type is a dynamic one. */
final class ResultTypes {

    private ResultTypes() {}

    /**
     * The type of what a function emits.
     *
     * @param contract the interface or class that says what the function is; its type parameters are those of the inputs, then the result's
     */
    static <O> TypeInformation<O> of(Object function, Class<?> contract, TypeInformation<?>... inputs) {
        return TypeExtractor.functionReturn(function, contract, inputs.length, inputs);
    }

    static <T, K> TypeInformation<K> ofKey(KeySelector<T, K> selector, TypeInformation<T> input) {
        return of(selector, KeySelector.class, input);
    }

    /** The type of a collection's elements: that of the first, unless others are of other classes. */
    static <T> TypeInformation<T> ofElements(Collection<T> elements) {
        if (elements.isEmpty()) {
            throw new IllegalArgumentException(
                    "The type of no elements is not known: say it with fromData(Collection, TypeInformation).");
        }
        TypeInformation<T> first =
                TypeExtractor.getForObject(elements.iterator().next());
        boolean ofOneType = elements.stream().allMatch(first.getTypeClass()::isInstance);
        return ofOneType ? first : unknown();
    }

    /** The type that streams of these two types have together. */
    static <T> TypeInformation<T> common(TypeInformation<T> one, TypeInformation<T> other) {
        if (one.equals(other)) {
            return one;
        }
        if (one instanceof DynamicTypeInfo || other instanceof DynamicTypeInfo) {
            return unknown();
        }
        throw new InvalidProgramException(
                "Only streams of one type can be united, but one has " + one + " and another " + other + ".");
    }

    @SuppressWarnings("unchecked") // it holds values of any class
    private static <T> TypeInformation<T> unknown() {
        return new DynamicTypeInfo<>((Class<T>) Object.class);
    }
}

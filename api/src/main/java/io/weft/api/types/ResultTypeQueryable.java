package io.weft.api.types;

/** A function or source that says itself of what type the values are that it produces. */
public interface ResultTypeQueryable<T> {

    TypeInformation<T> getProducedType();
}

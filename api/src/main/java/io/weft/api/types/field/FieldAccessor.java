package io.weft.api.types.field;

import io.weft.api.types.CompositeType.InvalidFieldReferenceException;
import io.weft.api.types.TypeInformation;
import java.io.Serializable;

/**
 * Gets and sets one field of values of type {@code T}. Get one by {@link #of(TypeInformation, String)} or {@link #of(TypeInformation,
 * int)} when the program is built, and let it travel with the function that uses it. Immutable and thread-safe.
 */
public abstract class FieldAccessor<T, F> implements Serializable {

    private final TypeInformation<F> fieldType;

    FieldAccessor(TypeInformation<F> fieldType) {
        this.fieldType = fieldType;
    }

    /**
     * The field that an expression names: a field of a POJO, record, row or tuple ({@code "f0"}), a position in a tuple, row or array
     * ({@code "0"}), any of these inside a field ({@code "user.address.city"}, {@code "f1.name"}), or {@code "*"} for the value itself. Of
     * a value whose type is not known yet the field is found at the value.
     *
     * @throws InvalidFieldReferenceException if the type has no such field; the message names those it has
     */
    public static <T, F> FieldAccessor<T, F> of(TypeInformation<T> type, String expression) {
        return FieldAccess.of(type, expression);
    }

    /**
     * The field at a position of a tuple, row or array; 0 is the value itself if it has no fields.
     *
     * @throws InvalidFieldReferenceException if the type has no such field
     */
    public static <T, F> FieldAccessor<T, F> of(TypeInformation<T> type, int position) {
        return FieldAccess.of(type, Integer.toString(position));
    }

    /** The type of the field. */
    public final TypeInformation<F> getFieldType() {
        return fieldType;
    }

    /** The field of a value. */
    public abstract F get(T record);

    /**
     * Returns the value with the field set: the given one, changed, if it can be changed, else a new one (records, boxes of primitives, text).
     * So use what is returned; and copy the value before if it has to stay as it is.
     */
    public abstract T set(T record, F fieldValue);
}

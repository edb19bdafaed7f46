package io.weft.api.serialization.struct;

/** A field that has to be there is null. */
public class NullFieldException extends RuntimeException {

    public NullFieldException(Class<?> type, String field) {
        super(
                "Field " + field + " of a " + type.getSimpleName()
                        + " is null, but fields of tuples may not be null: set it, or use a POJO or a record, whose fields may be null");
    }
}

package io.weft.api.functions;

import io.weft.api.types.TypeExtractor;
import io.weft.api.types.TypeInformation;
import java.io.Serializable;
import java.util.Objects;

/**
 * Names a side output and its type. Two tags with one id are the same side output, so their types must be the same too.
 *
 * @param <T> the records of the side output
 */
public class OutputTag<T> implements Serializable {

    private final String id;
    private final TypeInformation<T> typeInfo;

    /**
     * A tag whose type is found in the subclass that is made of it: {@code new OutputTag<String>("late") {}}. Without the braces the type
     * is known only when the records are there, which works as well but costs more.
     */
    public OutputTag(String id) {
        this.id = checked(id);
        this.typeInfo = TypeExtractor.functionReturn(this, OutputTag.class, 0);
    }

    /**
     * A tag with the given type.
     *
     * @throws IllegalArgumentException if {@code id} is empty
     */
    public OutputTag(String id, TypeInformation<T> typeInfo) {
        this.id = checked(id);
        this.typeInfo = Objects.requireNonNull(typeInfo, "typeInfo");
    }

    public String getId() {
        return id;
    }

    public TypeInformation<T> getTypeInfo() {
        return typeInfo;
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof OutputTag<?> tag && id.equals(tag.id);
    }

    @Override
    public final int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "OutputTag(" + typeInfo + ", " + id + ")";
    }

    /** An anonymous subclass holds the object it was made in, which must not travel along. */
    protected final Object writeReplace() {
        return getClass() == OutputTag.class ? this : new OutputTag<>(id, typeInfo);
    }

    private static String checked(String id) {
        if (Objects.requireNonNull(id, "id").isEmpty()) {
            throw new IllegalArgumentException("A side output needs an id that is not empty.");
        }
        return id;
    }
}

package io.weft.api.functions;

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
     * A tag with the given type.
     *
     * @throws IllegalArgumentException if {@code id} is empty
     */
    public OutputTag(String id, TypeInformation<T> typeInfo) {
        if (Objects.requireNonNull(id, "id").isEmpty()) {
            throw new IllegalArgumentException("A side output needs an id that is not empty.");
        }
        this.id = id;
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
}

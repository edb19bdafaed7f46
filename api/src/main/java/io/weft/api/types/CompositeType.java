package io.weft.api.types;

import java.util.List;

/** A type whose values have named fields. */
public abstract class CompositeType<T> extends TypeInformation<T> {

    private final Class<T> typeClass;
    private final List<String> names;
    private final List<TypeInformation<?>> types;

    protected CompositeType(Class<T> typeClass, List<String> names, List<TypeInformation<?>> types) {
        this.typeClass = typeClass;
        this.names = List.copyOf(names);
        this.types = List.copyOf(types);
    }

    /** A field was asked for that is not there. */
    public static class InvalidFieldReferenceException extends IllegalArgumentException {
        public InvalidFieldReferenceException(String message) {
            super(message);
        }
    }

    @Override
    public final Class<T> getTypeClass() {
        return typeClass;
    }

    @Override
    public final int getArity() {
        return names.size();
    }

    @Override
    public final int getTotalFields() {
        return Math.max(
                1, types.stream().mapToInt(TypeInformation::getTotalFields).sum());
    }

    /** The names of the fields, in their order. */
    public final String[] getFieldNames() {
        return names.toArray(String[]::new);
    }

    /** The types of the fields, in their order. */
    public final List<TypeInformation<?>> fieldTypes() {
        return types;
    }

    public final boolean hasField(String fieldName) {
        return names.contains(fieldName);
    }

    /** The position of a field, or -1. */
    public final int getFieldIndex(String fieldName) {
        return names.indexOf(fieldName);
    }

    /**
     * The type of the field at a position.
     *
     * @throws InvalidFieldReferenceException if there is none
     */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the caller states the type
    public final <X> TypeInformation<X> getTypeAt(int pos) {
        if (pos < 0 || pos >= types.size()) {
            throw new InvalidFieldReferenceException(
                    this + " has no field " + pos + "; its fields are 0 to " + (types.size() - 1));
        }
        return (TypeInformation<X>) types.get(pos);
    }

    /**
     * The type of a field; names with dots go down into fields that have fields.
     *
     * @throws InvalidFieldReferenceException if there is none
     */
    @SuppressWarnings("TypeParameterUnusedInFormals") // the caller states the type
    public final <X> TypeInformation<X> getTypeAt(String fieldExpression) {
        int dot = fieldExpression.indexOf('.');
        if (dot < 0) {
            return getTypeAt(indexOf(fieldExpression));
        }
        TypeInformation<?> field = getTypeAt(indexOf(fieldExpression.substring(0, dot)));
        if (field instanceof CompositeType<?> composite) {
            return composite.getTypeAt(fieldExpression.substring(dot + 1));
        }
        throw new InvalidFieldReferenceException(
                "There is no field " + fieldExpression + " in " + this + ": " + field + " has no fields");
    }

    private int indexOf(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new InvalidFieldReferenceException(this + " has no field \"" + name + "\"; it has " + names);
        }
        return index;
    }

    @Override
    public boolean isKeyType() {
        return types.stream().allMatch(TypeInformation::isKeyType);
    }

    /** Fields with their names and types, as in {@code name: String, age: Integer}. */
    final String describeFields() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            text.append(i == 0 ? "" : ", ").append(names.get(i)).append(": ").append(types.get(i));
        }
        return text.toString();
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof CompositeType<?> that
                && that.canEqual(this)
                && canEqual(that)
                && typeClass == that.typeClass
                && names.equals(that.names)
                && types.equals(that.types);
    }

    @Override
    public int hashCode() {
        return 31 * typeClass.hashCode() + types.hashCode();
    }
}

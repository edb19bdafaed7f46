package io.weft.api.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A value whose fields are known at run time only, by position or by name. Fields may be null. Mutable and not thread-safe.
 *
 * <p>A row {@linkplain #withPositions(int) with positions} has a fixed number of fields; one {@linkplain #withNames() with names} has those
 * that were set. One that came out of a stream whose type has names answers to both.
 */
public final class Row implements Serializable {

    private final List<Object> values;
    private final Map<String, Integer> positions;
    private final boolean growing;
    private RowKind kind;

    private Row(RowKind kind, List<Object> values, Map<String, Integer> positions, boolean growing) {
        this.kind = Objects.requireNonNull(kind, "kind");
        this.values = values;
        this.positions = positions;
        this.growing = growing;
    }

    /** A row of that many fields, all null. */
    public Row(int arity) {
        this(RowKind.INSERT, arity);
    }

    /** A row of that many fields, all null. */
    public Row(RowKind kind, int arity) {
        this(kind, Arrays.asList(new Object[arity]), null, false);
    }

    public static Row withPositions(int arity) {
        return new Row(arity);
    }

    public static Row withPositions(RowKind kind, int arity) {
        return new Row(kind, arity);
    }

    public static Row withNames() {
        return withNames(RowKind.INSERT);
    }

    public static Row withNames(RowKind kind) {
        return new Row(kind, new ArrayList<>(), new LinkedHashMap<>(), true);
    }

    /** A row of those fields. */
    public static Row of(Object... values) {
        return ofKind(RowKind.INSERT, values);
    }

    /** A row of those fields. */
    public static Row ofKind(RowKind kind, Object... values) {
        return new Row(kind, Arrays.asList(values.clone()), null, false);
    }

    /**
     * A row with positions and names.
     *
     * @param positions the position of each name; shared, never changed
     */
    public static Row named(RowKind kind, Object[] values, Map<String, Integer> positions) {
        return new Row(kind, Arrays.asList(values), positions, false);
    }

    public RowKind getKind() {
        return kind;
    }

    public void setKind(RowKind kind) {
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    /** The number of fields. */
    public int getArity() {
        return values.size();
    }

    public Object getField(int pos) {
        return values.get(pos);
    }

    /**
     * The field of that name; null if a row with names has none.
     *
     * @throws IllegalArgumentException if a row with positions has no such name
     */
    public Object getField(String name) {
        Integer position = positions == null ? null : positions.get(name);
        if (position == null) {
            if (growing) {
                return null;
            }
            throw noField(name);
        }
        return values.get(position);
    }

    /** The field at a position, as the type that the caller states. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the caller states the type
    public <T> T getFieldAs(int pos) {
        return (T) getField(pos);
    }

    /** The field of that name, as the type that the caller states. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the caller states the type
    public <T> T getFieldAs(String name) {
        return (T) getField(name);
    }

    public void setField(int pos, Object value) {
        values.set(pos, value);
    }

    /**
     * Sets the field of that name; a row with names gets it if it had none.
     *
     * @throws IllegalArgumentException if a row with positions has no such name
     */
    public void setField(String name, Object value) {
        Integer position = positions == null ? null : positions.get(name);
        if (position != null) {
            values.set(position, value);
        } else if (growing) {
            positions.put(name, values.size());
            values.add(value);
        } else {
            throw noField(name);
        }
    }

    /** The names, or null if the row has positions only. */
    public Set<String> getFieldNames(boolean includeNamedPositions) {
        return growing || (includeNamedPositions && positions != null) ? positions.keySet() : null;
    }

    /** Sets all fields to null; a row with names loses them. */
    public void clear() {
        if (growing) {
            positions.clear();
            values.clear();
        } else {
            values.replaceAll(old -> null);
        }
    }

    /** A new row with the same kind, names and field values; these are not copied. */
    public static Row copy(Row row) {
        return row.growing
                ? new Row(row.kind, new ArrayList<>(row.values), new LinkedHashMap<>(row.positions), true)
                : new Row(row.kind, Arrays.asList(row.values.toArray()), row.positions, false);
    }

    private static IllegalArgumentException noField(String name) {
        return new IllegalArgumentException("The row has no field \"" + name
                + "\": it has positions only, or other names; use positions, or give the stream's type names");
    }

    private Map<String, Object> byName() {
        Map<String, Object> fields = new LinkedHashMap<>();
        positions.forEach((name, position) -> fields.put(name, values.get(position)));
        return fields;
    }

    /** Rows are equal if kind and fields are: by name if both have only names, else by position; arrays by their elements. */
    @Override
    public boolean equals(Object o) {
        if (!(o instanceof Row that) || kind != that.kind) {
            return false;
        }
        if (growing && that.growing) {
            return byName().equals(that.byName());
        }
        return growing == that.growing && Arrays.deepEquals(values.toArray(), that.values.toArray());
    }

    @Override
    public int hashCode() {
        return 31 * kind.toByteValue() + (growing ? byName().hashCode() : Arrays.deepHashCode(values.toArray()));
    }

    /** The kind in short, then the fields in brackets, or the names and fields in braces. */
    @Override
    public String toString() {
        String fields = growing ? byName().toString() : Arrays.deepToString(values.toArray());
        return kind.shortString() + fields;
    }
}

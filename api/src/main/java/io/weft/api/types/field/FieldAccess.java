package io.weft.api.types.field;

import io.weft.api.data.Row;
import io.weft.api.serialization.struct.StructAccess;
import io.weft.api.serialization.struct.StructLayout.Kind;
import io.weft.api.tuple.Tuple;
import io.weft.api.types.CompositeType;
import io.weft.api.types.CompositeType.InvalidFieldReferenceException;
import io.weft.api.types.DynamicTypeInfo;
import io.weft.api.types.PojoTypeInfo;
import io.weft.api.types.RowTypeInfo;
import io.weft.api.types.TupleTypeInfo;
import io.weft.api.types.TypeExtractor;
import io.weft.api.types.TypeInformation;
import java.lang.reflect.Array;
import java.util.List;

/** The kinds of field access; values are untyped here, the types were checked when the accessor was made. */
final class FieldAccess {

    private static final String ITSELF = "*";

    private FieldAccess() {}

    @SuppressWarnings("unchecked") // the caller states the type of the field
    static <T, F> FieldAccessor<T, F> of(TypeInformation<T> type, String expression) {
        return (FieldAccessor<T, F>) untyped((TypeInformation<Object>) type, expression.trim());
    }

    @SuppressWarnings("unchecked") // values are untyped here
    private static FieldAccessor<Object, Object> untyped(TypeInformation<Object> type, String expression) {
        if (expression.equals(ITSELF) || (expression.equals("0") && hasNoFields(type))) {
            return new Itself(type);
        }
        if (type instanceof DynamicTypeInfo) {
            return new Late(expression);
        }
        int dot = expression.indexOf('.');
        String name = dot < 0 ? expression : expression.substring(0, dot);
        FieldAccessor<Object, Object> outer = direct(type, name);
        if (dot < 0) {
            return outer;
        }
        return new Nested(outer, untyped(outer.getFieldType(), expression.substring(dot + 1)), expression);
    }

    private static boolean hasNoFields(TypeInformation<?> type) {
        return !(type instanceof CompositeType) && !type.getTypeClass().isArray() && !(type instanceof DynamicTypeInfo);
    }

    @SuppressWarnings("unchecked") // values are untyped here
    private static FieldAccessor<Object, Object> direct(TypeInformation<Object> type, String name) {
        Class<?> typeClass = type.getTypeClass();
        if (typeClass.isArray()) {
            TypeInformation<?> element = TypeExtractor.createTypeInfo(typeClass.getComponentType());
            return new InArray((TypeInformation<Object>) element, position(type, name));
        }
        if (!(type instanceof CompositeType<?> composite)) {
            throw new InvalidFieldReferenceException("There is no field \"" + name + "\" in " + type
                    + ": it has no fields; use \"*\" or 0 for the value itself");
        }
        boolean positional = composite instanceof TupleTypeInfo || composite instanceof RowTypeInfo;
        int index = composite.getFieldIndex(name);
        if (index < 0 && positional && isNumber(name)) {
            index = position(type, name);
        }
        TypeInformation<Object> field = index < 0 ? composite.getTypeAt(name) : composite.getTypeAt(index);
        if (composite instanceof PojoTypeInfo<?> pojo) {
            return pojo.isRecord() ? new InRecord(pojo, index, field) : new InPojo(typeClass, name, field);
        }
        if (composite instanceof RowTypeInfo) {
            return new InRow(index, name, field);
        }
        if (composite instanceof TupleTypeInfo) {
            return new InTuple(index, field);
        }
        throw new InvalidFieldReferenceException(
                "Fields of " + type + ", a type of the program's own, can't be accessed by name;"
                        + " use a function that gets the field, such as a KeySelector");
    }

    private static boolean isNumber(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static int position(TypeInformation<?> type, String name) {
        if (!isNumber(name) || name.length() > 9) {
            throw new InvalidFieldReferenceException(
                    "Fields of " + type + " are found by position, not by \"" + name + "\"");
        }
        return Integer.parseInt(name);
    }

    private static final class Itself extends FieldAccessor<Object, Object> {
        Itself(TypeInformation<Object> type) {
            super(type);
        }

        @Override
        public Object get(Object record) {
            return record;
        }

        @Override
        public Object set(Object record, Object fieldValue) {
            return fieldValue;
        }
    }

    private static final class InTuple extends FieldAccessor<Object, Object> {
        private final int index;

        InTuple(int index, TypeInformation<Object> field) {
            super(field);
            this.index = index;
        }

        @Override
        public Object get(Object record) {
            return ((Tuple) record).getField(index);
        }

        @Override
        public Object set(Object record, Object fieldValue) {
            ((Tuple) record).setField(fieldValue, index);
            return record;
        }
    }

    private static final class InRow extends FieldAccessor<Object, Object> {
        private final int index;
        private final String name;

        InRow(int index, String name, TypeInformation<Object> field) {
            super(field);
            this.index = index;
            this.name = name;
        }

        @Override
        public Object get(Object record) {
            Row row = (Row) record;
            return row.getFieldNames(false) == null ? row.getField(index) : row.getField(name);
        }

        @Override
        public Object set(Object record, Object fieldValue) {
            Row row = (Row) record;
            if (row.getFieldNames(false) == null) {
                row.setField(index, fieldValue);
            } else {
                row.setField(name, fieldValue);
            }
            return row;
        }
    }

    private static final class InArray extends FieldAccessor<Object, Object> {
        private final int index;

        InArray(TypeInformation<Object> element, int index) {
            super(element);
            this.index = index;
        }

        @Override
        public Object get(Object record) {
            return Array.get(record, index);
        }

        @Override
        public Object set(Object record, Object fieldValue) {
            Array.set(record, index, fieldValue);
            return record;
        }
    }

    private static final class InPojo extends FieldAccessor<Object, Object> {
        private final Class<?> type;
        private final String name;
        private transient StructAccess<Object> access;

        InPojo(Class<?> type, String name, TypeInformation<Object> field) {
            super(field);
            this.type = type;
            this.name = name;
            this.access = structAccess(type, Kind.POJO, List.of(name));
        }

        @Override
        public Object get(Object record) {
            return access.get(record, 0);
        }

        @Override
        public Object set(Object record, Object fieldValue) {
            access.set(record, 0, fieldValue);
            return record;
        }

        private Object readResolve() {
            return new InPojo(type, name, getFieldType());
        }
    }

    private static final class InRecord extends FieldAccessor<Object, Object> {
        private final PojoTypeInfo<?> type;
        private final int index;
        private transient StructAccess<Object> access;

        InRecord(PojoTypeInfo<?> type, int index, TypeInformation<Object> field) {
            super(field);
            this.type = type;
            this.index = index;
            this.access = structAccess(type.getTypeClass(), Kind.RECORD, List.of(type.getFieldNames()));
        }

        @Override
        public Object get(Object record) {
            return access.get(record, index);
        }

        @Override
        public Object set(Object record, Object fieldValue) {
            Object[] values = new Object[type.getArity()];
            for (int i = 0; i < values.length; i++) {
                values[i] = i == index ? fieldValue : access.get(record, i);
            }
            return access.create(values);
        }

        private Object readResolve() {
            return new InRecord(type, index, getFieldType());
        }
    }

    @SuppressWarnings("unchecked") // values are untyped here
    private static StructAccess<Object> structAccess(Class<?> type, Kind kind, List<String> names) {
        return new StructAccess<>((Class<Object>) type, kind, names);
    }

    private static final class Nested extends FieldAccessor<Object, Object> {
        private final FieldAccessor<Object, Object> outer;
        private final FieldAccessor<Object, Object> inner;
        private final String expression;

        Nested(FieldAccessor<Object, Object> outer, FieldAccessor<Object, Object> inner, String expression) {
            super(inner.getFieldType());
            this.outer = outer;
            this.inner = inner;
            this.expression = expression;
        }

        private Object outerOf(Object record) {
            Object value = outer.get(record);
            if (value == null) {
                throw new NullPointerException(
                        "\"" + expression + "\" leads through a field that is null, in " + record);
            }
            return value;
        }

        @Override
        public Object get(Object record) {
            return inner.get(outerOf(record));
        }

        @Override
        public Object set(Object record, Object fieldValue) {
            return outer.set(record, inner.set(outerOf(record), fieldValue));
        }
    }

    /** Finds out at each value what its class is; remembers the last class. */
    private static final class Late extends FieldAccessor<Object, Object> {
        private final String expression;
        private transient ByClass last;

        private record ByClass(Class<?> type, FieldAccessor<Object, Object> accessor) {}

        Late(String expression) {
            super(new DynamicTypeInfo<>(Object.class));
            this.expression = expression;
        }

        private FieldAccessor<Object, Object> accessor(Object record) {
            ByClass known = last;
            if (known == null || known.type != record.getClass()) {
                known = new ByClass(record.getClass(), accessor(record.getClass()));
                last = known;
            }
            return known.accessor;
        }

        @SuppressWarnings("unchecked") // values are untyped here
        private FieldAccessor<Object, Object> accessor(Class<?> type) {
            TypeInformation<Object> info = (TypeInformation<Object>) TypeExtractor.createTypeInfo(type);
            if (info instanceof DynamicTypeInfo) {
                throw new InvalidFieldReferenceException("There is no field \"" + expression + "\" in " + type);
            }
            return untyped(info, expression);
        }

        @Override
        public Object get(Object record) {
            return accessor(record).get(record);
        }

        @Override
        public Object set(Object record, Object fieldValue) {
            return accessor(record).set(record, fieldValue);
        }
    }
}

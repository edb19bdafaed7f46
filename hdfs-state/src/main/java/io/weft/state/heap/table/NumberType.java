package io.weft.state.heap.table;

import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.basic.DoubleSerializer;
import io.weft.api.serialization.basic.IntSerializer;
import io.weft.api.serialization.basic.LongSerializer;

/**
 * A type whose objects a table keeps as numbers. That spares the memory of an object a row, and the way to it for each look-up, and what the
 * collector has to do when a young object is stored in an old array.
 */
public enum NumberType {
    LONG,
    INT,
    DOUBLE;

    /** The type of a state's values; null if they are kept as objects. */
    public static NumberType ofValues(TypeSerializer<?> serializer) {
        return serializer instanceof DoubleSerializer ? DOUBLE : ofKeys(serializer);
    }

    /** The type of keys, which are equal if their numbers are; null if they are kept as objects. */
    public static NumberType ofKeys(TypeSerializer<?> serializer) {
        if (serializer instanceof LongSerializer) {
            return LONG;
        }
        return serializer instanceof IntSerializer ? INT : null;
    }

    public long number(Object object) {
        if (this == LONG) {
            return (Long) object;
        }
        return this == INT ? (Integer) object : Double.doubleToRawLongBits((Double) object);
    }

    public Object object(long number) {
        if (this == LONG) {
            return number;
        }
        if (this == INT) {
            return (int) number;
        }
        return Double.longBitsToDouble(number);
    }
}

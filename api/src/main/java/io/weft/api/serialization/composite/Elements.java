package io.weft.api.serialization.composite;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import io.weft.api.serialization.TypeSerializer;
import java.io.IOException;

/**
 * The format that all collections share: a var int of twice the number of elements, plus one if some are null; then the elements, each
 * with a byte before it (0 for null, else 1) if some are null.
 */
final class Elements {

    private Elements() {}

    static boolean hasNull(Iterable<?> elements) {
        for (Object element : elements) {
            if (element == null) {
                return true;
            }
        }
        return false;
    }

    static int writeHead(int size, boolean nulls, DataOutputView target) throws IOException {
        int head = size << 1 | (nulls ? 1 : 0);
        target.writeVarInt(head);
        return head;
    }

    static int size(int head) {
        return head >>> 1;
    }

    static <E> void write(E element, int head, TypeSerializer<E> serializer, DataOutputView target) throws IOException {
        if ((head & 1) != 0) {
            target.writeBoolean(element != null);
            if (element == null) {
                return;
            }
        }
        serializer.serialize(element, target);
    }

    static <E> E read(int head, TypeSerializer<E> serializer, DataInputView source) throws IOException {
        return (head & 1) != 0 && !source.readBoolean() ? null : serializer.deserialize(source);
    }

    static <E> void pass(int head, TypeSerializer<E> serializer, DataInputView source, DataOutputView target)
            throws IOException {
        if ((head & 1) != 0) {
            boolean present = source.readBoolean();
            target.writeBoolean(present);
            if (!present) {
                return;
            }
        }
        serializer.copy(source, target);
    }

    static <E> E copy(E element, TypeSerializer<E> serializer) {
        return element == null ? null : serializer.copy(element);
    }
}

package io.weft.runtime.channel;

import io.weft.api.serialization.TypeSerializer;
import io.weft.runtime.hot.ClassCopies;
import java.util.Objects;

/**
 * What a channel's reader is made from.
 *
 * @param serializer the reader's own, of the records
 * @param consumer rung when an element has come
 * @param copies makes the reader of a class of its own, if it calls the serializer for each record
 */
public record ReaderSetup(TypeSerializer<Object> serializer, Doorbell consumer, ClassCopies copies) {
    public ReaderSetup {
        Objects.requireNonNull(serializer, "serializer");
        Objects.requireNonNull(consumer, "consumer");
        Objects.requireNonNull(copies, "copies");
    }
}

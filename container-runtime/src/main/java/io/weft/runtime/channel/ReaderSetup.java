package io.weft.runtime.channel;

import io.weft.api.serialization.TypeSerializer;
import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.runtime.hot.ClassCopies;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What a channel's reader is made from.
 *
 * @param serializer the reader's own, of the records
 * @param consumer rung when an element has come
 * @param announcements told of a barrier that the writer wants seen before what is queued in front of it; any thread
 * @param copies makes the reader of a class of its own, if it calls the serializer for each record
 */
public record ReaderSetup(
        TypeSerializer<Object> serializer,
        Doorbell consumer,
        Consumer<CheckpointBarrier> announcements,
        ClassCopies copies) {
    public ReaderSetup {
        Objects.requireNonNull(serializer, "serializer");
        Objects.requireNonNull(consumer, "consumer");
        Objects.requireNonNull(announcements, "announcements");
        Objects.requireNonNull(copies, "copies");
    }
}

package io.weft.runtime.channel;

import io.weft.api.serialization.TypeSerializer;
import io.weft.runtime.hot.ClassCopies;
import java.util.Objects;

/**
 * What a channel's writer is made from.
 *
 * @param serializer the writer's own, of the records
 * @param objectReuse the user's promise that records are never changed after they were handed on, so they need not be copied
 * @param bufferTimeoutMs how long a record may wait in a partly filled batch; -1: for ever; 0: not at all
 * @param producer how the channel reaches the producing task
 * @param copies makes the writer of a class of its own, if it calls the serializer for each record
 */
public record WriterSetup(
        TypeSerializer<Object> serializer,
        boolean objectReuse,
        long bufferTimeoutMs,
        Producer producer,
        ClassCopies copies) {
    public WriterSetup {
        Objects.requireNonNull(serializer, "serializer");
        Objects.requireNonNull(producer, "producer");
        Objects.requireNonNull(copies, "copies");
    }

    /**
     * The producing task as its writers see it.
     *
     * @param doorbell rung when there is room again after a writer had none
     * @param backpressure called by a writer in the middle of a call when it can take no more
     */
    public record Producer(Doorbell doorbell, Backpressure backpressure) {}
}

package io.weft.runtime.channel;

import io.weft.model.checkpoint.CheckpointBarrier;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;

/** What the two ends of a channel inside one TaskManager share. Either end may come first. */
final class LocalChannel {

    private static final int CAPACITY = 16;

    private final Ring<Element> ring = new Ring<>(CAPACITY);

    // Volatile, all four: each is written by one of the two threads and read by the other.
    private volatile Doorbell producer;
    private volatile Doorbell consumer;
    private volatile boolean writerWaits;
    private volatile Consumer<CheckpointBarrier> announcements;

    void attachProducer(Doorbell doorbell) {
        producer = doorbell;
    }

    void attachConsumer(Doorbell doorbell, Consumer<CheckpointBarrier> toldOfBarriers) {
        announcements = toldOfBarriers;
        consumer = doorbell;
    }

    /** Producer. */
    void announce(CheckpointBarrier barrier) {
        Consumer<CheckpointBarrier> told = announcements;
        if (told != null) {
            told.accept(barrier);
        }
    }

    /** Producer: false if there is no room; then the producer's doorbell rings when there is. */
    boolean offer(Element element) {
        if (ring.offer(element)) {
            return true;
        }
        writerWaits = true;
        // Once more: the consumer may have made room before it could see the line above.
        if (ring.offer(element)) {
            writerWaits = false;
            return true;
        }
        wakeConsumer();
        return false;
    }

    /** Producer: sees to it that the consumer takes what was offered. */
    void wakeConsumer() {
        Doorbell doorbell = consumer;
        if (doorbell != null) {
            doorbell.ring();
        }
    }

    /** Producer. */
    boolean isConsumerWaiting() {
        Doorbell doorbell = consumer;
        return doorbell != null && doorbell.isOwnerWaiting();
    }

    /** Consumer: null if the channel is empty. */
    Element poll() {
        Element element = ring.poll();
        if (element != null) {
            VarHandle.fullFence();
            // Only at half: a producer woken for each free slot would park again at once.
            if (writerWaits && ring.isHalfFree()) {
                writerWaits = false;
                producer.ring();
            }
        }
        return element;
    }
}

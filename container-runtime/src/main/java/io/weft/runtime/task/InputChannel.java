package io.weft.runtime.task;

import io.weft.api.serialization.TypeSerializer;
import io.weft.runtime.channel.ChannelReader;
import io.weft.runtime.channel.Element;
import io.weft.runtime.time.MergedWatermark;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;

/** One channel of an input gate. Owned by the task's thread. */
final class InputChannel {

    private final int input;
    private final ChannelReader reader;
    private final TypeSerializer<Object> serializer;
    private final Feed feed;
    private final MergedWatermark.Part watermark;
    private final Alignment.Lane lane;
    /** Taken out of the channel and not processed yet; comes before what is in the channel. */
    private final Queue<Element> moved = new ArrayDeque<>();
    /** The overtaking that takes elements out of the channel now, or null. */
    private Overtaking moving;

    InputChannel(
            int input,
            ChannelReader reader,
            TypeSerializer<Object> serializer,
            Feed feed,
            MergedWatermark.Part watermark,
            Alignment.Lane lane) {
        this.input = input;
        this.reader = reader;
        this.serializer = serializer;
        this.feed = feed;
        this.watermark = watermark;
        this.lane = lane;
    }

    Feed feed() {
        return feed;
    }

    MergedWatermark.Part watermark() {
        return watermark;
    }

    Alignment.Lane lane() {
        return lane;
    }

    /** The next element to be processed, or null if there is none now. */
    Element poll() throws IOException {
        if (lane.isHeld()) {
            return null;
        }
        Element element = moved.poll();
        return element == null && moving == null ? reader.poll() : element;
    }

    /** The next element in the channel itself. */
    Element pollChannel() throws IOException {
        return reader.poll();
    }

    Queue<Element> moved() {
        return moved;
    }

    void setMoving(Overtaking overtaking) {
        moving = overtaking;
    }

    InFlightRecords newInFlightRecords() {
        return new InFlightRecords(input, serializer);
    }

    void close() {
        reader.close();
    }
}

package io.weft.runtime.task;

import io.weft.runtime.channel.Element;
import io.weft.runtime.channel.RecordBatch;
import io.weft.runtime.task.Checkpointing.Taken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A checkpoint whose snapshot was made before its barriers had come on all channels: an unaligned one. What stands before them is moved out
 * of the channels, unprocessed, and becomes part of the checkpoint on its way. Owned by the task's thread.
 */
final class Overtaking {

    private final Taken taken;
    /** In the order in which what is restored of them is to be processed. */
    private final Map<InputChannel, InFlightRecords> records = new LinkedHashMap<>();

    private final List<InputChannel> open = new ArrayList<>();

    Overtaking(Taken taken) {
        this.taken = taken;
    }

    /**
     * Begins with a channel.
     *
     * @param batch of the channel, that is being fed; or null
     * @param from the first record of the batch that the chain has not had
     */
    void begin(InputChannel channel, RecordBatch batch, int from) throws IOException {
        InFlightRecords own = channel.newInFlightRecords();
        records.put(channel, own);
        if (batch != null) {
            own.add(batch, from);
        }
        boolean reached = channel.lane().hasReached(checkpoint());
        for (Element element : channel.moved()) {
            reached |= concludes(element);
            if (reached) {
                break;
            }
            record(own, element);
        }
        if (!reached) {
            open.add(channel);
            channel.setMoving(this);
        }
    }

    /** True for the barrier and for the channel's end: nothing behind it belongs to the checkpoint. */
    private boolean concludes(Element element) {
        return element instanceof Element.EndOfData
                || (element instanceof Element.Barrier barrier
                        && barrier.barrier().checkpoint() >= checkpoint());
    }

    Taken taken() {
        return taken;
    }

    long checkpoint() {
        return taken.barrier().checkpoint();
    }

    /** The channels whose barrier has not come. */
    List<InputChannel> open() {
        return List.copyOf(open);
    }

    boolean isComplete() {
        return open.isEmpty();
    }

    /** An element of a channel whose barrier has not come: it will be processed in its turn. */
    void move(InputChannel channel, Element element) throws IOException {
        channel.moved().add(element);
        record(records.get(channel), element);
        if (element instanceof Element.EndOfData) {
            end(channel);
        }
    }

    /** The channel's barrier has come. */
    void end(InputChannel channel) {
        open.remove(channel);
        channel.setMoving(null);
    }

    /** The checkpoint will not be completed: channels are read as usual again. */
    void giveUp() {
        open().forEach(this::end);
    }

    List<InFlightRecords> inFlight() {
        return records.values().stream().filter(own -> !own.isEmpty()).toList();
    }

    private static void record(InFlightRecords own, Element element) throws IOException {
        if (element instanceof RecordBatch batch) {
            own.add(batch, 0);
        }
    }
}

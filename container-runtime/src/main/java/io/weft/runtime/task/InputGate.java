package io.weft.runtime.task;

import io.weft.api.serialization.TypeSerializer;
import io.weft.model.Clock;
import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.model.checkpoint.CheckpointKind;
import io.weft.runtime.chain.Head;
import io.weft.runtime.chain.Receiver;
import io.weft.runtime.chain.Timers;
import io.weft.runtime.channel.ChannelReader;
import io.weft.runtime.channel.Element;
import io.weft.runtime.channel.RecordBatch;
import io.weft.runtime.task.Checkpointing.Taken;
import io.weft.runtime.time.MergedWatermark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a task's channels in turn, one element of each that has any, and feeds the chain. What is restored from a checkpoint's records in
 * flight comes before all else, so that no record is overtaken by a later one of its producer.
 */
final class InputGate implements Head, Element.Handler {

    private final Receiver chain;
    private final MergedWatermark watermark;
    private final Checkpointing checkpointing;
    private final CheckpointSettings settings;
    private final Alignment alignment;
    private final Clock clock;
    private final Timers timers;
    /** Those that have not ended; restored ones first. */
    private final List<InputChannel> channels = new ArrayList<>();

    /** How many of the channels are restored ones; while there are any the others wait. */
    private int restored;

    private final List<InputChannel> all = new ArrayList<>();
    /** The checkpoint that is being made with records in flight, or null. */
    private Overtaking overtaking;

    private int nextChannel;
    private InputChannel current;
    private RecordBatch batch;
    private int position;
    private long recordsIn;

    InputGate(Receiver chain, Checkpointing checkpointing, CheckpointSettings settings, Clock clock, Timers timers) {
        this.chain = chain;
        this.watermark = new MergedWatermark(chain);
        this.checkpointing = checkpointing;
        this.settings = settings;
        this.clock = clock;
        this.timers = timers;
        this.alignment = new Alignment(
                settings.exactlyOnce(),
                waiting -> checkpointing.begin(waiting.barrier(), clock.nanos() - waiting.sinceNanos()));
    }

    /** Adds records that were in flight. Comes before any other channel is added. */
    void addRestored(int input, RecordBatch records, TypeSerializer<Object> serializer, Feed feed) {
        add(input, new RestoredChannel(records), serializer, feed);
        restored++;
    }

    /** @param input which input of the chain the channel feeds */
    void add(int input, ChannelReader reader, TypeSerializer<Object> serializer, Feed feed) {
        InputChannel channel = new InputChannel(input, reader, serializer, feed, watermark.add(), alignment.add());
        channels.add(channel);
        all.add(channel);
    }

    @Override
    public int step(int budget) throws Exception {
        if (batch == null) {
            Element element = poll();
            if (element == null) {
                return channels.isEmpty() ? END : 0;
            }
            element.accept(this);
            if (batch == null) {
                return channels.isEmpty() ? END : 1;
            }
        }
        RecordBatch feeding = batch;
        int from = position;
        int to = Math.min(feeding.size, from + budget);
        // Moved on first: after a failure nothing is fed twice.
        position = to;
        if (to == feeding.size) {
            batch = null;
        }
        current.feed().feed(feeding, from, to);
        recordsIn += to - from;
        return to - from;
    }

    @Override
    public void tend() throws Exception {
        if (overtaking != null) {
            moveInFlight();
        }
    }

    private Element poll() throws IOException {
        int readable = restored > 0 ? restored : channels.size();
        for (int tried = 0; tried < readable; tried++) {
            if (nextChannel >= readable) {
                nextChannel = 0;
            }
            current = channels.get(nextChannel++);
            Element element = current.poll();
            if (element != null) {
                return element;
            }
        }
        return null;
    }

    @Override
    public void onBatch(RecordBatch next) {
        if (next.size > 0) {
            batch = next;
            position = 0;
        }
    }

    @Override
    public void onWatermark(long timestamp) throws Exception {
        current.watermark().advance(timestamp);
    }

    @Override
    public void onIdleness(boolean idle) throws Exception {
        current.watermark().idleness(idle);
    }

    @Override
    public void onBarrier(CheckpointBarrier barrier) throws Exception {
        if (barrier.kind() == CheckpointKind.DRAIN) {
            // Its part is made at the end of all input.
            checkpointing.onDrain(barrier);
            return;
        }
        boolean first = alignment.waitingFor(barrier.checkpoint()) == null;
        alignment.onBarrier(current.lane(), barrier, clock.nanos());
        if (first && settings.mayOvertake(barrier) && alignment.waitingFor(barrier.checkpoint()) != null) {
            if (settings.alignedNanos() == 0) {
                overtake(barrier);
            } else {
                timers.at(clock.nanos() + settings.alignedNanos(), nowNanos -> {
                    if (alignment.waitingFor(barrier.checkpoint()) != null) {
                        overtake(barrier);
                    }
                });
            }
        }
    }

    @Override
    public void onEndOfData() throws Exception {
        channels.remove(--nextChannel);
        restored -= restored > 0 ? 1 : 0;
        current.watermark().end();
        alignment.onEnd(current.lane());
        if (channels.isEmpty()) {
            chain.endOfInput();
        }
    }

    // ---- barriers that overtake

    /** A producer says that the barrier is under way. Between two steps. */
    void onAnnounced(CheckpointBarrier barrier) throws Exception {
        if (settings.mayOvertake(barrier) && !channels.isEmpty()) {
            overtake(barrier);
        }
    }

    private void overtake(CheckpointBarrier barrier) throws Exception {
        Alignment.Waiting waited = alignment.waitingFor(barrier.checkpoint());
        if (!alignment.overtake(barrier.checkpoint())) {
            return;
        }
        endOvertaking();
        long alignmentNanos = waited == null ? 0 : clock.nanos() - waited.sinceNanos();
        Taken taken = checkpointing.take(barrier, alignmentNanos);
        if (taken == null) {
            return;
        }
        overtaking = new Overtaking(taken);
        for (InputChannel channel : channels) {
            overtaking.begin(channel, channel == current ? batch : null, position);
        }
        moveInFlight();
    }

    private void moveInFlight() throws Exception {
        for (InputChannel channel : overtaking.open()) {
            if (!moveInFlight(channel)) {
                endOvertaking();
                return;
            }
        }
        if (overtaking.isComplete()) {
            checkpointing.handOver(overtaking.taken(), overtaking.inFlight());
            overtaking = null;
        }
    }

    /** @return false if the channel brought a later barrier: some task before this one has given the checkpoint up */
    private boolean moveInFlight(InputChannel channel) throws Exception {
        for (Element element = channel.pollChannel(); element != null; element = channel.pollChannel()) {
            if (element instanceof Element.Barrier barrier) {
                long checkpoint = barrier.barrier().checkpoint();
                if (checkpoint > overtaking.checkpoint()) {
                    channel.moved().add(element);
                    return false;
                }
                alignment.onBarrier(channel.lane(), barrier.barrier(), clock.nanos());
                if (checkpoint == overtaking.checkpoint()) {
                    overtaking.end(channel);
                    return true;
                }
            } else {
                overtaking.move(channel, element);
                if (element instanceof Element.EndOfData) {
                    return true;
                }
            }
        }
        return true;
    }

    /** Before another one begins: the one under way was given up by others. */
    private void endOvertaking() {
        if (overtaking != null) {
            overtaking.giveUp();
            checkpointing.discard(overtaking.taken());
            overtaking = null;
        }
    }

    @Override
    public boolean waitsForBarriers() {
        return !channels.isEmpty();
    }

    @Override
    public void onCheckpointAborted(long checkpoint) {
        alignment.giveUp(checkpoint);
        if (overtaking != null && overtaking.checkpoint() == checkpoint) {
            endOvertaking();
        }
    }

    long recordsIn() {
        return recordsIn;
    }

    void close() {
        if (overtaking != null) {
            checkpointing.discard(overtaking.taken());
        }
        all.forEach(InputChannel::close);
    }
}

package io.weft.runtime.task;

import io.weft.model.Clock;
import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.runtime.chain.Head;
import io.weft.runtime.chain.Receiver;
import io.weft.runtime.channel.ChannelReader;
import io.weft.runtime.channel.Element;
import io.weft.runtime.channel.RecordBatch;
import io.weft.runtime.time.MergedWatermark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads a task's channels in turn, one element of each that has any, and feeds the chain. */
final class InputGate implements Head, Element.Handler {

    private final Receiver chain;
    private final MergedWatermark watermark;
    private final Alignment alignment;
    private final Clock clock;
    /** Those that have not ended. */
    private final List<Channel> channels = new ArrayList<>();

    private final List<ChannelReader> readers = new ArrayList<>();
    private int nextChannel;
    private Channel current;
    private RecordBatch batch;
    private int position;
    private long recordsIn;

    private record Channel(ChannelReader reader, Feed feed, MergedWatermark.Part watermark, Alignment.Lane lane) {}

    InputGate(Receiver chain, Alignment alignment, Clock clock) {
        this.chain = chain;
        this.watermark = new MergedWatermark(chain);
        this.alignment = alignment;
        this.clock = clock;
    }

    void add(ChannelReader reader, Feed feed) {
        channels.add(new Channel(reader, feed, watermark.add(), alignment.add()));
        readers.add(reader);
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
        current.feed.feed(feeding, from, to);
        recordsIn += to - from;
        return to - from;
    }

    private Element poll() throws IOException {
        for (int tried = 0; tried < channels.size(); tried++) {
            if (nextChannel >= channels.size()) {
                nextChannel = 0;
            }
            current = channels.get(nextChannel++);
            if (current.lane.isHeld()) {
                continue;
            }
            Element element = current.reader.poll();
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
        current.watermark.advance(timestamp);
    }

    @Override
    public void onIdleness(boolean idle) throws Exception {
        current.watermark.idleness(idle);
    }

    @Override
    public void onBarrier(CheckpointBarrier barrier) throws Exception {
        alignment.onBarrier(current.lane, barrier, clock.nanos());
    }

    @Override
    public void onEndOfData() throws Exception {
        channels.remove(--nextChannel);
        current.watermark.end();
        alignment.onEnd(current.lane);
        if (channels.isEmpty()) {
            chain.endOfInput();
        }
    }

    @Override
    public boolean waitsForBarriers() {
        return !channels.isEmpty();
    }

    @Override
    public void onCheckpointAborted(long checkpoint) {
        alignment.giveUp(checkpoint);
    }

    long recordsIn() {
        return recordsIn;
    }

    void close() {
        readers.forEach(ChannelReader::close);
    }
}

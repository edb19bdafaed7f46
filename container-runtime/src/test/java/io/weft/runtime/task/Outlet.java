package io.weft.runtime.task;

import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.runtime.channel.Backpressure;
import io.weft.runtime.channel.ChannelWriter;
import io.weft.runtime.channel.Element;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** A channel out of a task under test: takes everything at once, or one record or event at a time and parks in between. */
final class Outlet implements ChannelWriter {

    private final Backpressure backpressure;
    private final boolean roomy;
    private final Queue<Object> waiting = new ArrayDeque<>();
    private final List<Object> received = new ArrayList<>();
    private boolean full;
    private long records;
    private Boolean closedAsFinished;

    Outlet(Backpressure backpressure, boolean roomy) {
        this.backpressure = backpressure;
        this.roomy = roomy;
    }

    /** Records as {@link OperatorHarness.Stamped}, and events. */
    List<Object> received() {
        return received;
    }

    /** Null until it is closed. */
    Boolean closedAsFinished() {
        return closedAsFinished;
    }

    /** The consumer takes what there is, so there is room for one more. */
    void makeRoom() {
        full = false;
    }

    @Override
    public void write(Object record, long timestamp) throws IOException {
        records++;
        put(new OperatorHarness.Stamped(record, timestamp));
    }

    @Override
    public void writeControl(Element element) throws IOException {
        put(element);
    }

    private void put(Object item) throws IOException {
        if (waiting.isEmpty() && !full) {
            take(item);
            return;
        }
        if (waiting.isEmpty()) {
            backpressure.onBlocked();
        }
        waiting.add(item);
        if (waiting.size() > 1) {
            backpressure.awaitRoom(this);
        }
    }

    private void take(Object item) {
        received.add(item);
        full = !roomy;
    }

    @Override
    public boolean drain() {
        while (!waiting.isEmpty() && !full) {
            take(waiting.remove());
        }
        return waiting.isEmpty();
    }

    @Override
    public void announce(CheckpointBarrier barrier) {}

    @Override
    public void endStep(long nowNanos) {}

    @Override
    public void flush() {}

    @Override
    public long recordsOut() {
        return records;
    }

    @Override
    public void close(boolean finished) {
        closedAsFinished = finished;
    }
}

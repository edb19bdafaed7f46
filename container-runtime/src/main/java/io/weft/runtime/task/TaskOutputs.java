package io.weft.runtime.task;

import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.runtime.channel.Backpressure;
import io.weft.runtime.channel.ChannelWriter;
import io.weft.runtime.channel.Element;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All channels that a task writes to. Owned by the task's thread. */
final class TaskOutputs implements Backpressure {

    private final List<ChannelWriter> writers = new ArrayList<>();
    private final TaskOwner owner;
    private boolean blocked;

    TaskOutputs(TaskOwner owner) {
        this.owner = owner;
    }

    void add(ChannelWriter writer) {
        writers.add(writer);
    }

    @Override
    public void onBlocked() {
        blocked = true;
    }

    @Override
    public void awaitRoom(ChannelWriter writer) throws IOException {
        while (!writer.drain()) {
            if (owner.isCanceled()) {
                throw new TaskCanceledException();
            }
            owner.doorbell().prepareToWait();
            if (writer.drain()) {
                owner.doorbell().stopWaiting();
                return;
            }
            owner.awaitRoom();
        }
    }

    /** True if nothing is held back. */
    boolean drain() throws IOException {
        if (!blocked) {
            return true;
        }
        boolean held = false;
        for (ChannelWriter writer : writers) {
            held |= !writer.drain();
        }
        blocked = held;
        return !held;
    }

    void endStep(long nowNanos) throws IOException {
        for (ChannelWriter writer : writers) {
            writer.endStep(nowNanos);
        }
    }

    void flush() throws IOException {
        for (ChannelWriter writer : writers) {
            writer.flush();
        }
    }

    /** Sends the element into every channel, behind all that was written, and sees to it that it leaves. */
    void broadcast(Element element) throws IOException {
        for (ChannelWriter writer : writers) {
            writer.writeControl(element);
            writer.flush();
        }
    }

    /** Has every consumer know of the barrier, which was broadcast before, ahead of what is queued in front of it. */
    void announce(CheckpointBarrier barrier) {
        for (ChannelWriter writer : writers) {
            writer.announce(barrier);
        }
    }

    long recordsOut() {
        long sum = 0;
        for (ChannelWriter writer : writers) {
            sum += writer.recordsOut();
        }
        return sum;
    }

    void close(boolean finished) {
        for (ChannelWriter writer : writers) {
            writer.close(finished);
        }
    }
}

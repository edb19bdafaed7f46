package io.weft.runtime.network;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;

/**
 * A piece of off-heap memory with a piece of a channel's stream: at the sender a whole frame, at the receiver the frame's bytes without
 * its head. Handed from thread to thread, owned by one at a time; it goes back to its pool when it has been written or read.
 */
final class Segment implements ChannelFutureListener {

    /** The memory a segment takes. */
    static final int SIZE_BYTES = 32 * 1024;

    /** The most bytes of the stream that a segment holds. */
    static final int MAX_BODY_BYTES = SIZE_BYTES - DataFrame.DATA_HEAD_BYTES;

    private final ByteBuf memory;
    private final SegmentPool pool;
    private SegmentHead head;

    Segment(ByteBuf memory, SegmentPool pool) {
        this.memory = memory;
        this.pool = pool;
    }

    ByteBuf memory() {
        return memory;
    }

    SegmentHead head() {
        return head;
    }

    void setHead(SegmentHead head) {
        this.head = head;
    }

    /** It has been written, or will never be. */
    @Override
    public void operationComplete(ChannelFuture written) {
        pool.release(this);
    }
}

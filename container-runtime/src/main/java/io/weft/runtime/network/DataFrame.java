package io.weft.runtime.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.weft.api.execution.JobID;
import io.weft.model.ChannelId;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.model.checkpoint.CheckpointKind;
import java.nio.charset.StandardCharsets;

/**
 * The frames of a data connection: the number of bytes that follow, a type, the channel's number on this connection, then what the type
 * needs. Consumers say OPEN, CREDIT and CLOSE, producers DATA, ANNOUNCE and FAILED, both HEARTBEAT and, as their first frame, HELLO.
 */
final class DataFrame {

    /** The sender's name, for error messages. */
    static final byte HELLO = 1;
    /** The consumer asks for a channel by its id, gives it a number and its first credits. */
    static final byte OPEN = 2;
    /** The consumer has room for more segments. */
    static final byte CREDIT = 3;
    /** The consumer lets go of the channel. */
    static final byte CLOSE = 4;
    /** A piece of the channel's stream, for one credit. */
    static final byte DATA = 5;
    /** The channel's producer is gone or never came; says why. */
    static final byte FAILED = 6;
    /** Nothing but a sign of life. */
    static final byte HEARTBEAT = 7;
    /** The producer tells of a checkpoint's barrier, which comes behind what is under way. */
    static final byte ANNOUNCE = 8;

    /** Length, type and channel. */
    static final int HEAD_BYTES = Integer.BYTES + Byte.BYTES + Integer.BYTES;
    /** What stands before a segment's bytes: also flags, the number of records, and two values of what follows them. */
    static final int DATA_HEAD_BYTES = HEAD_BYTES + Byte.BYTES + Integer.BYTES + 2 * Long.BYTES;
    /** The longest frame that is not data. */
    static final int MAX_SMALL_BYTES = 1024;

    private static final int MAX_TEXT_BYTES = MAX_SMALL_BYTES - HEAD_BYTES;

    private DataFrame() {}

    static ByteBuf hello(String name) {
        return text(HELLO, 0, name);
    }

    static ByteBuf failed(int channel, String reason) {
        return text(FAILED, channel, reason);
    }

    static ByteBuf open(int channel, ChannelId id, int credits) {
        ByteBuf frame = start(OPEN, channel).writeInt(credits).writeInt(id.edge());
        writeAttempt(frame, id.producer());
        writeAttempt(frame, id.consumer());
        return finish(frame);
    }

    static ByteBuf credit(int channel, int credits) {
        return finish(start(CREDIT, channel).writeInt(credits));
    }

    static ByteBuf close(int channel) {
        return finish(start(CLOSE, channel));
    }

    static ByteBuf announce(int channel, CheckpointBarrier barrier) {
        return finish(start(ANNOUNCE, channel)
                .writeLong(barrier.checkpoint())
                .writeLong(barrier.triggeredMs())
                .writeByte(SegmentHead.Control.of(barrier.kind()).code()));
    }

    static CheckpointBarrier readBarrier(ByteBuf body) throws MalformedFrameException {
        long checkpoint = body.readLong();
        long triggeredMs = body.readLong();
        byte code = body.readByte();
        for (CheckpointKind kind : CheckpointKind.values()) {
            if (SegmentHead.Control.of(kind).code() == code) {
                return new CheckpointBarrier(checkpoint, triggeredMs, kind);
            }
        }
        throw new MalformedFrameException("a barrier of kind " + code);
    }

    static ByteBuf heartbeat() {
        return finish(start(HEARTBEAT, 0));
    }

    /** Fills a segment with a frame of data. */
    static void writeData(ByteBuf memory, int channel, Chunk chunk) {
        SegmentHead head = chunk.head();
        memory.writeInt(DATA_HEAD_BYTES - Integer.BYTES + chunk.sizeBytes())
                .writeByte(DATA)
                .writeInt(channel)
                .writeByte(head.flags())
                .writeInt(head.recordsEnding())
                .writeLong(head.value())
                .writeLong(head.time())
                .writeBytes(chunk.bytes(), chunk.from(), chunk.sizeBytes());
    }

    static ChannelId readChannelId(ByteBuf body) {
        return new ChannelId(body.readInt(), readAttempt(body), readAttempt(body));
    }

    static String readText(ByteBuf body) {
        return body.readCharSequence(body.readableBytes(), StandardCharsets.UTF_8)
                .toString();
    }

    private static void writeAttempt(ByteBuf frame, ExecutionAttemptId attempt) {
        frame.writeLong(attempt.job().upper())
                .writeLong(attempt.job().lower())
                .writeInt(attempt.vertex())
                .writeInt(attempt.subtask())
                .writeInt(attempt.attempt());
    }

    private static ExecutionAttemptId readAttempt(ByteBuf body) {
        return new ExecutionAttemptId(
                new JobID(body.readLong(), body.readLong()), body.readInt(), body.readInt(), body.readInt());
    }

    private static ByteBuf text(byte type, int channel, String text) {
        int maxChars = MAX_TEXT_BYTES / ByteBufUtil.utf8MaxBytes(1);
        String cut = text.length() > maxChars ? text.substring(0, maxChars) : text;
        ByteBuf frame = start(type, channel);
        frame.writeCharSequence(cut, StandardCharsets.UTF_8);
        return finish(frame);
    }

    private static ByteBuf start(byte type, int channel) {
        return Unpooled.buffer(128).writeInt(0).writeByte(type).writeInt(channel);
    }

    private static ByteBuf finish(ByteBuf frame) {
        return frame.setInt(0, frame.readableBytes() - Integer.BYTES);
    }
}

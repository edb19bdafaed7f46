package io.weft.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** How control messages lie in frames: a type, for all but plain messages the call's number, then the encoded message. */
final class RpcFrame {

    /** Expects no answer. */
    static final byte MESSAGE = 1;
    /** Expects an ANSWER or a FAILURE with the same number. */
    static final byte CALL = 2;

    static final byte ANSWER = 3;
    /** Holds a Failure. */
    static final byte FAILURE = 4;

    /** The most that stands before the encoded message. */
    static final int HEADER_BYTES = Byte.BYTES + Long.BYTES;

    private RpcFrame() {}

    /** A whole frame, its length in front. */
    static ByteBuf of(byte type, long callId, byte[] body) {
        int headerBytes = type == MESSAGE ? Byte.BYTES : HEADER_BYTES;
        ByteBuf header = Unpooled.buffer(FrameDecoder.LENGTH_BYTES + HEADER_BYTES);
        header.writeInt(headerBytes + body.length).writeByte(type);
        if (type != MESSAGE) {
            header.writeLong(callId);
        }
        return Unpooled.wrappedBuffer(header, Unpooled.wrappedBuffer(body));
    }
}

package io.weft.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import java.util.List;

/**
 * Cuts a stream into frames: a length of 4 bytes, then as many bytes. The length is checked before anything is allocated for it, so
 * the memory a peer can claim is what it has really sent.
 */
final class FrameDecoder extends ByteToMessageDecoder {

    static final int LENGTH_BYTES = Integer.BYTES;

    private final int maxFrameBytes;

    FrameDecoder(int maxFrameBytes) {
        this.maxFrameBytes = maxFrameBytes;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < LENGTH_BYTES) {
            return;
        }
        int length = in.getInt(in.readerIndex());
        if (length < 1 || length > maxFrameBytes) {
            // What follows cannot be told apart into frames any more, nor must it be kept.
            in.skipBytes(in.readableBytes());
            throw new CorruptedFrameException("A frame announces " + Integer.toUnsignedString(length)
                    + " bytes, but a frame here has 1 to " + maxFrameBytes + " bytes");
        }
        if (in.readableBytes() >= LENGTH_BYTES + length) {
            in.skipBytes(LENGTH_BYTES);
            out.add(in.readRetainedSlice(length));
        }
    }
}

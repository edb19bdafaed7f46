package io.weft.runtime.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts what arrives into frames. The bytes of a segment go straight into the segment's memory, which its credit has set aside; of other
 * frames no more than {@link DataFrame#MAX_SMALL_BYTES} are kept. Runs on the connection's network thread.
 */
final class FrameReader extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(FrameReader.class);
    /** Bytes that the length of a frame of data counts besides the segment's. */
    private static final int DATA_OVERHEAD_BYTES = DataFrame.DATA_HEAD_BYTES - Integer.BYTES;

    private final DataConnection connection;
    private final ConnectionEnd end;

    /** The beginning of a frame, and how many bytes of it are needed before anything can be done with them. */
    private final ByteBuf start = Unpooled.buffer(DataFrame.MAX_SMALL_BYTES);

    private int wanted = DataFrame.HEAD_BYTES;

    /** How many bytes of a segment are still to come. */
    private int missing;
    /** Where they go; null if nobody wants them. */
    private Segment segment;

    private IncomingChannel target;

    FrameReader(DataConnection connection, ConnectionEnd end) {
        this.connection = connection;
        this.end = end;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws IOException {
        ByteBuf in = (ByteBuf) message;
        try {
            while (in.isReadable() && connection.broken() == null) {
                if (missing > 0) {
                    readBody(in);
                } else {
                    readStart(in);
                }
            }
        } finally {
            in.release();
        }
    }

    private void readStart(ByteBuf in) throws MalformedFrameException {
        in.readBytes(start, Math.min(wanted - start.readableBytes(), in.readableBytes()));
        if (start.readableBytes() < wanted) {
            return;
        }
        if (wanted == DataFrame.HEAD_BYTES) {
            wanted = startSize(start.getInt(0), start.getByte(Integer.BYTES));
        }
        if (start.readableBytes() == wanted) {
            takeStart();
        }
    }

    /** How much of a frame is read before something is done with it: of data all but the segment's bytes. */
    private static int startSize(int length, byte type) throws MalformedFrameException {
        boolean isData = type == DataFrame.DATA;
        int min = isData ? DATA_OVERHEAD_BYTES : DataFrame.HEAD_BYTES - Integer.BYTES;
        int max = isData ? DATA_OVERHEAD_BYTES + Segment.MAX_BODY_BYTES : DataFrame.MAX_SMALL_BYTES - Integer.BYTES;
        if (length < min || length > max) {
            throw new MalformedFrameException("a frame of type " + type + " and " + Integer.toUnsignedString(length)
                    + " bytes; possible are " + min + " to " + max);
        }
        return isData ? DataFrame.DATA_HEAD_BYTES : Integer.BYTES + length;
    }

    private void takeStart() throws MalformedFrameException {
        int length = start.readInt();
        byte type = start.readByte();
        int number = start.readInt();
        if (type == DataFrame.DATA) {
            SegmentHead head =
                    SegmentHead.read(start.readUnsignedByte(), start.readInt(), start.readLong(), start.readLong());
            beginSegment(number, head, length - DATA_OVERHEAD_BYTES);
        } else {
            end.onFrame(type, number, start);
        }
        start.clear();
        wanted = DataFrame.HEAD_BYTES;
    }

    private void beginSegment(int number, SegmentHead head, int sizeBytes) throws MalformedFrameException {
        target = end.target(number);
        missing = sizeBytes;
        if (target != null) {
            segment = target.begin();
            segment.setHead(head);
        }
        if (missing == 0) {
            endSegment();
        }
    }

    private void readBody(ByteBuf in) {
        int size = Math.min(missing, in.readableBytes());
        if (segment == null) {
            in.skipBytes(size);
        } else {
            in.readBytes(segment.memory(), size);
        }
        missing -= size;
        if (missing == 0) {
            endSegment();
        }
    }

    private void endSegment() {
        if (segment != null) {
            Segment complete = segment;
            segment = null;
            target.onSegment(complete);
        }
        target = null;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent idle) {
            if (idle.state() == IdleState.READER_IDLE) {
                connection.fail("the other end has been silent for too long", null);
            } else {
                connection.send(DataFrame.heartbeat());
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (segment != null) {
            target.pool().give(segment);
            segment = null;
        }
        connection.fail("the other end has closed it", null);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (connection.broken() == null) {
            LOG.warn("The data connection between {} is closed: {}", connection, cause.toString());
        }
        connection.fail(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
    }
}

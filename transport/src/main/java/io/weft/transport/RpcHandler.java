package io.weft.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.weft.model.Failure;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The receiving half of a connection: turns frames into callbacks. Runs on the connection's network thread. */
final class RpcHandler extends SimpleChannelInboundHandler<ByteBuf> {

    private static final Logger LOG = LoggerFactory.getLogger(RpcHandler.class);

    private final Connection connection;
    private final MessageCodec codec;
    private final ConnectionHandler handler;

    private RpcHandler(Connection connection, MessageCodec codec, ConnectionHandler handler) {
        this.connection = connection;
        this.codec = codec;
        this.handler = handler;
    }

    /** Makes an authenticated channel a connection. */
    static Connection install(
            Channel channel, MessageCodec codec, TransportSettings settings, ConnectionHandler handler) {
        Connection connection = new Connection(channel, codec, settings.maxQueuedBytes());
        channel.pipeline()
                .addLast(new FrameDecoder(settings.maxFrameBytes()), new RpcHandler(connection, codec, handler));
        handler.onOpen(connection);
        return connection;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) throws IOException {
        byte type = frame.readByte();
        if (type == RpcFrame.MESSAGE) {
            handler.onMessage(connection, decode(frame));
            return;
        }
        if (frame.readableBytes() < Long.BYTES) {
            throw new MalformedMessageException("A frame of type " + type + " ends before its call's number");
        }
        long callId = frame.readLong();
        switch (type) {
            case RpcFrame.CALL -> onCall(callId, decode(frame));
            case RpcFrame.ANSWER -> connection.onAnswer(callId, decode(frame), null);
            case RpcFrame.FAILURE -> connection.onAnswer(callId, null, failure(decode(frame)));
            default -> throw new MalformedMessageException("There are no frames of type " + type);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        handler.onClosed(connection, connection.onChannelClosed());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof DecoderException || cause instanceof MalformedMessageException) {
            LOG.warn("{} is closed: it sent what is no message: {}", connection, cause.getMessage());
            connection.fail("it sent what is no message: " + cause.getMessage(), cause);
        } else if (cause instanceof IOException) {
            connection.fail(cause.getMessage(), cause);
        } else {
            LOG.error("{} is closed: handling a message failed", connection, cause);
            connection.fail("handling a message failed: " + cause, cause);
        }
    }

    private void onCall(long callId, Object request) {
        var unused = handler.onCall(connection, request)
                .whenComplete((answer, failure) -> connection.answer(callId, answer, failure));
    }

    private Object decode(ByteBuf frame) throws MalformedMessageException {
        return codec.decode(ByteBufUtil.getBytes(frame));
    }

    private static RemoteCallException failure(Object decoded) throws MalformedMessageException {
        if (decoded instanceof Failure failure) {
            return new RemoteCallException(failure);
        }
        throw new MalformedMessageException(
                "A failure is told by a " + decoded.getClass().getName());
    }
}

package io.weft.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.util.concurrent.Future;
import io.weft.transport.HandshakeException.Reason;
import java.util.concurrent.TimeUnit;

/**
 * Runs a {@link Handshake} at the start of a connection and then leaves the pipeline. Before it has succeeded nothing longer than a
 * handshake message is accepted and nothing is handed on.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the channel, which is heard of
final class HandshakeHandler extends SimpleChannelInboundHandler<ByteBuf> {

    /** Hears the end of the handshake, exactly once, on the channel's thread. */
    interface Outcome {
        /** The other end is proved. The listener adds its handlers now; they get every byte that follows. */
        void authenticated(Channel channel);

        /** The channel is being closed. */
        void refused(Channel channel, HandshakeException cause);
    }

    private enum Awaits {
        HELLO,
        PROOF,
        NOTHING
    }

    private final Handshake handshake;
    private final int timeoutMs;
    private final Outcome outcome;
    private Awaits awaits = Awaits.HELLO;
    private Future<?> timeout;

    private HandshakeHandler(Handshake handshake, int timeoutMs, Outcome outcome) {
        this.handshake = handshake;
        this.timeoutMs = timeoutMs;
        this.outcome = outcome;
    }

    static void install(Channel channel, Handshake handshake, int timeoutMs, Outcome outcome) {
        channel.pipeline()
                .addLast(
                        new FrameDecoder(Handshake.MAX_MESSAGE_BYTES),
                        new HandshakeHandler(handshake, timeoutMs, outcome));
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        timeout = context.executor()
                .schedule(
                        () -> refuse(context, Reason.TIMEOUT, "it was silent for " + timeoutMs + " ms"),
                        timeoutMs,
                        TimeUnit.MILLISECONDS);
        send(context, handshake.hello());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
        try {
            switch (awaits) {
                case HELLO -> {
                    send(context, handshake.onHello(message));
                    awaits = Awaits.PROOF;
                }
                case PROOF -> {
                    handshake.onProof(message);
                    succeed(context);
                }
                case NOTHING -> {
                    // Refused already; what else has arrived is dropped.
                }
            }
        } catch (HandshakeException e) {
            refuse(context, e.reason(), e.getMessage());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        refuse(context, Reason.CLOSED, "it closed the connection before the handshake was done");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof DecoderException) {
            refuse(context, Reason.MALFORMED, "it sent what is no handshake: " + cause.getMessage());
        } else {
            refuse(context, Reason.CLOSED, "the connection broke: " + cause);
        }
        context.close();
    }

    private void succeed(ChannelHandlerContext context) {
        end();
        outcome.authenticated(context.channel());
        // The decoder goes last: with its removal it hands on the bytes that it has read ahead.
        ChannelPipeline pipeline = context.pipeline();
        pipeline.remove(this);
        pipeline.remove(FrameDecoder.class);
    }

    private void refuse(ChannelHandlerContext context, Reason reason, String why) {
        if (awaits == Awaits.NOTHING) {
            return;
        }
        end();
        Channel channel = context.channel();
        String message = "Connection with " + channel.remoteAddress() + " refused: " + why + ".";
        outcome.refused(channel, new HandshakeException(reason, message));
        context.close();
    }

    private void end() {
        awaits = Awaits.NOTHING;
        if (timeout != null) {
            timeout.cancel(false);
        }
    }

    private static void send(ChannelHandlerContext context, ByteBuf message) {
        ByteBuf length = Unpooled.buffer(FrameDecoder.LENGTH_BYTES).writeInt(message.readableBytes());
        context.writeAndFlush(Unpooled.wrappedBuffer(length, message), context.voidPromise());
    }
}

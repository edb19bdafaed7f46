package io.weft.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.util.concurrent.Future;
import io.weft.model.Failure;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An authenticated connection on which control messages go both ways. What one thread sends arrives in the order in which it was sent,
 * until the connection ends; then nothing more arrives, and whether the last messages did is not known. It never reconnects.
 * Thread-safe; nothing here blocks.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the channel, which is heard of
public final class Connection {

    /** A call that has no answer yet. */
    private record PendingCall(CompletableFuture<Object> answer, Future<?> timeout) {}

    private static final long CLOSE_TIMEOUT_MS = 2_000;

    private final Channel channel;
    private final MessageCodec codec;
    private final long maxQueuedBytes;
    /** Bytes handed to the network thread and not yet taken by the operating system. */
    private final AtomicLong queuedBytes = new AtomicLong();

    // These belong to the network thread.
    private final Map<Long, PendingCall> pendingCalls = new HashMap<>();
    private long nextCallId;
    private ConnectionClosedException closed;

    Connection(Channel channel, MessageCodec codec, long maxQueuedBytes) {
        this.channel = channel;
        this.codec = codec;
        this.maxQueuedBytes = maxQueuedBytes;
    }

    /** Where the other end is. */
    public SocketAddress remoteAddress() {
        return channel.remoteAddress();
    }

    /**
     * Sends a message that expects no answer. If the connection has ended, nothing happens.
     *
     * @throws IllegalArgumentException if the object is not a control message or is too long
     */
    public void send(Object message) {
        byte[] body = codec.encode(message);
        onNetworkThread(() -> write(RpcFrame.MESSAGE, 0, body));
    }

    /**
     * Sends a request and waits, without blocking, for its answer.
     *
     * @return the answer; fails with {@link RemoteCallException} if the other end could not answer, {@link TimeoutException} after
     *     {@code timeoutMs}, {@link ConnectionClosedException} when the connection ends. It is completed on the network thread, which
     *     must not be held up.
     * @throws IllegalArgumentException if the object is not a control message or is too long
     */
    public CompletableFuture<Object> call(Object request, long timeoutMs) {
        byte[] body = codec.encode(request);
        CompletableFuture<Object> answer = new CompletableFuture<>();
        boolean accepted = onNetworkThread(() -> {
            if (closed != null) {
                answer.completeExceptionally(closed);
                return;
            }
            long id = nextCallId++;
            String name = request.getClass().getSimpleName();
            Future<?> timeout =
                    channel.eventLoop().schedule(() -> expire(id, name, timeoutMs), timeoutMs, TimeUnit.MILLISECONDS);
            pendingCalls.put(id, new PendingCall(answer, timeout));
            write(RpcFrame.CALL, id, body);
        });
        if (!accepted) {
            answer.completeExceptionally(
                    new ConnectionClosedException(this + " is closed: its threads have ended.", null));
        }
        return answer;
    }

    /** Closes the connection; what was sent before still goes out if the other end reads it within two seconds. */
    public void close() {
        onNetworkThread(() -> {
            if (closed == null) {
                closed = new ConnectionClosedException(this + " was closed by this end.", null);
                channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
                // The other end may never read what is still to be sent.
                channel.eventLoop().schedule(() -> channel.close(), CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS);
            }
        });
    }

    @Override
    public String toString() {
        return "Connection with " + remoteAddress();
    }

    /** Answers the other end's call. Any thread. */
    void answer(long callId, Object answer, Throwable failure) {
        byte type = failure == null ? RpcFrame.ANSWER : RpcFrame.FAILURE;
        byte[] body;
        try {
            body = codec.encode(failure == null ? answer : Failure.of(failure));
        } catch (IllegalArgumentException e) {
            type = RpcFrame.FAILURE;
            body = codec.encode(Failure.because("The answer cannot be sent: " + e.getMessage()));
        }
        byte finalType = type;
        byte[] finalBody = body;
        onNetworkThread(() -> write(finalType, callId, finalBody));
    }

    /** The other end has answered. Answers that come after their timeout are dropped. Network thread only. */
    void onAnswer(long callId, Object answer, RemoteCallException failure) {
        PendingCall call = pendingCalls.remove(callId);
        if (call == null) {
            return;
        }
        call.timeout.cancel(false);
        if (failure == null) {
            call.answer.complete(answer);
        } else {
            call.answer.completeExceptionally(failure);
        }
    }

    /** Gives up on the connection; the first reason counts. Network thread only. */
    void fail(String reason, Throwable cause) {
        if (closed == null) {
            closed = new ConnectionClosedException(this + " ended: " + reason + ".", cause);
        }
        channel.close();
    }

    /** The channel has ended. Network thread only. */
    ConnectionClosedException onChannelClosed() {
        if (closed == null) {
            closed = new ConnectionClosedException(this + " was closed by the other end.", null);
        }
        for (PendingCall call : pendingCalls.values()) {
            call.timeout.cancel(false);
            call.answer.completeExceptionally(closed);
        }
        pendingCalls.clear();
        return closed;
    }

    private void expire(long callId, String name, long timeoutMs) {
        PendingCall call = pendingCalls.remove(callId);
        if (call != null) {
            String message = remoteAddress() + " did not answer " + name + " within " + timeoutMs + " ms.";
            call.answer.completeExceptionally(new TimeoutException(message));
        }
    }

    private void write(byte type, long callId, byte[] body) {
        if (closed != null) {
            return;
        }
        ByteBuf frame = RpcFrame.of(type, callId, body);
        int sizeBytes = frame.readableBytes();
        if (queuedBytes.get() > maxQueuedBytes) {
            frame.release();
            fail("it has not read the last " + queuedBytes.get() + " bytes that were sent to it", null);
            return;
        }
        queuedBytes.addAndGet(sizeBytes);
        channel.writeAndFlush(frame).addListener(written -> queuedBytes.addAndGet(-sizeBytes));
    }

    private boolean onNetworkThread(Runnable action) {
        if (channel.eventLoop().inEventLoop()) {
            action.run();
            return true;
        }
        try {
            channel.eventLoop().execute(action);
            return true;
        } catch (RejectedExecutionException e) {
            return false; // the process is ending, and the connection with it
        }
    }
}

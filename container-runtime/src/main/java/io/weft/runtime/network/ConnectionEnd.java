package io.weft.runtime.network;

import io.netty.buffer.ByteBuf;
import io.weft.model.PeerLostException;

/** What one of the two TaskManagers does with what comes over a data connection. Called on the connection's network thread. */
interface ConnectionEnd {

    /**
     * Where a segment goes that begins to arrive.
     *
     * @return null if nobody wants it any more
     */
    IncomingChannel target(int number) throws MalformedFrameException;

    /** A frame that is no data; {@code body} is valid during the call. */
    void onFrame(byte type, int number, ByteBuf body) throws MalformedFrameException;

    /** The connection has ended. Called once. */
    void onBroken(PeerLostException cause);
}

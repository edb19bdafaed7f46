package io.weft.runtime.chain;

/** Takes what flows through a chain, in order: an operator, or what spreads records over channels. */
public interface Receiver {

    /** @param timestamp in ms since the epoch, or {@link io.weft.runtime.channel.Element#NO_TIMESTAMP} */
    void process(Object record, long timestamp) throws Exception;

    /** No record with this timestamp or a lower one follows. Never goes down. */
    void watermark(long timestamp) throws Exception;

    /** Nothing comes for now, so others need not wait; or it does again. */
    void idleness(boolean idle) throws Exception;

    /** Nothing follows. */
    void endOfInput() throws Exception;
}

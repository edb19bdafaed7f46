package io.weft.runtime.chain;

/** Where records go that nobody reads. */
public final class Discard implements Receiver {

    @Override
    public void process(Object record, long timestamp) {}

    @Override
    public void watermark(long timestamp) {}

    @Override
    public void idleness(boolean idle) {}

    @Override
    public void endOfInput() {}
}

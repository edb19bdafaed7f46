package io.weft.runtime.chain;

import io.weft.api.serialization.TypeSerializer;

/** Hands everything to two receivers: first to one, then to the other. Longer fan-outs are nested. */
public final class FanOut implements Receiver {

    private final Receiver first;
    private final Receiver second;
    private final TypeSerializer<Object> copier;

    /** @param copier gives the first a record of its own; null if it makes its own copy, or nobody changes records */
    public FanOut(Receiver first, Receiver second, TypeSerializer<Object> copier) {
        this.first = first;
        this.second = second;
        this.copier = copier;
    }

    @Override
    public void process(Object record, long timestamp) throws Exception {
        first.process(copier == null ? record : copier.copy(record), timestamp);
        second.process(record, timestamp);
    }

    @Override
    public void watermark(long timestamp) throws Exception {
        first.watermark(timestamp);
        second.watermark(timestamp);
    }

    @Override
    public void idleness(boolean idle) throws Exception {
        first.idleness(idle);
        second.idleness(idle);
    }

    @Override
    public void endOfInput() throws Exception {
        first.endOfInput();
        second.endOfInput();
    }
}

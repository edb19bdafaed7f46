package io.weft.runtime.chain;

import io.weft.api.functions.OutputTag;
import io.weft.runtime.channel.Element;
import java.util.Map;

/** What a process function's context does: tells the record's timestamp and emits to side outputs. */
public final class SideOutputs {

    private final Map<OutputTag<?>, Receiver> receivers;

    private long timestamp;

    public SideOutputs(Outputs outputs) {
        this.receivers = outputs.sides();
    }

    /** The record at hand has this timestamp, and so has what is made of it. */
    public void at(long recordTimestamp) {
        timestamp = recordTimestamp;
    }

    public long timestamp() {
        return timestamp;
    }

    public Long timestampOrNull() {
        return timestamp == Element.NO_TIMESTAMP ? null : timestamp;
    }

    /** Drops the record if nobody reads the side output. */
    public void emit(OutputTag<?> tag, Object record) {
        Receiver receiver = receivers.get(tag);
        if (receiver == null) {
            return;
        }
        try {
            receiver.process(record, timestamp);
        } catch (Exception e) {
            throw Rethrow.unchecked(e);
        }
    }
}

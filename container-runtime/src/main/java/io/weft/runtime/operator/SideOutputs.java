package io.weft.runtime.operator;

import io.weft.api.functions.OutputTag;
import io.weft.runtime.channel.Element;
import java.util.Map;

/** What a process function's context does: tells the record's timestamp and emits to side outputs. */
final class SideOutputs {

    private final Map<OutputTag<?>, Receiver> receivers;

    /** Of the record at hand. */
    long timestamp;

    SideOutputs(Outputs outputs) {
        this.receivers = outputs.sides();
    }

    Long timestampOrNull() {
        return timestamp == Element.NO_TIMESTAMP ? null : timestamp;
    }

    /** Drops the record if nobody reads the side output. */
    void emit(OutputTag<?> tag, Object record) {
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

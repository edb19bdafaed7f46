package io.weft.runtime.output;

import io.weft.runtime.channel.ChannelWriter;

/** To each channel in turn. */
final class RoundRobinEmitter extends Emitter {

    private int next;

    /** @param subtask of the producer: each begins with another channel, so that few records spread too */
    RoundRobinEmitter(ChannelWriter[] channels, int subtask) {
        super(channels);
        next = subtask % channels.length;
    }

    @Override
    public void process(Object record, long timestamp) throws Exception {
        int channel = next;
        next = channel + 1 == channels.length ? 0 : channel + 1;
        channels[channel].write(record, timestamp);
    }
}
